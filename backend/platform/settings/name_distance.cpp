#include "backend/platform/settings/name_distance.h"

#include <algorithm>

namespace signalbox::settings {

bool isOneLetterOff(QByteArrayView a, QByteArrayView b)
{
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1 || a == b)
        return false;
    qsizetype at = 0;
    while (at < a.size() && a[at] == b[at])
        ++at;
    const QByteArrayView restA = a.sliced(at);
    const QByteArrayView restB = b.sliced(at);
    if (a.size() != b.size())
        return restA == restB.sliced(1);
    if (restA.sliced(1) == restB.sliced(1))
        return true;
    return restA.size() >= 2 && restA[0] == restB[1] && restA[1] == restB[0] && restA.sliced(2) == restB.sliced(2);
}

} // namespace signalbox::settings
