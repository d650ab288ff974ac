#include "backend/platform/settings/platform_settings.h"

namespace signalbox::settings {

using namespace Qt::StringLiterals;

Catalogue accessCatalogue()
{
    return {
        {.key = "AUTH_ENABLED",
         .service = "platform",
         .group = "access",
         .type = Type::Boolean,
         .defaultText = u"false"_s,
         .help = u"Engineering's routes ask for a token; the same token opens the operator listener by its role."_s,
         .apply = Apply::Restart,
         .danger = u"Off, engineering's routes are open to everybody who reaches them."_s},
        {.key = "JWT_SECRET_KEY",
         .service = "platform",
         .group = "access",
         .help = u"Signs and checks those tokens; at least 32 characters."_s,
         .secret = true,
         .danger = u"Whoever knows it can make a token of any role; changing it ends every session."_s},
        {.key = "JWT_ALGORITHM",
         .service = "platform",
         .group = "access",
         .type = Type::Choice,
         .defaultText = u"HS256"_s,
         .help = u"The only algorithm that is accepted."_s,
         .choices = {u"HS256"_s, u"HS384"_s, u"HS512"_s},
         .apply = Apply::Restart},
        {.key = "SIGNALBOX_AUDIT_RETENTION_DAYS",
         .service = "platform",
         .group = "audit",
         .type = Type::Integer,
         .defaultText = u"0"_s,
         .help = u"Older entries of the audit are exported to the data folder, then cut; 0 = kept for ever."_s,
         .unit = "days",
         .minimum = 0,
         .maximum = 36500,
         .danger = u"What is cut can only be read in the exported files."_s},
    };
}

} // namespace signalbox::settings
