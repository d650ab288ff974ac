#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace signalbox::storage {

/// One file of a zip.
struct ZipMember
{
    QString name; ///< a plain file name
    QByteArray content;
};

/// A zip in memory, deflated. Takes as long as compressing does: not for the operator thread. Any thread.
Result<QByteArray> zipOf(const std::vector<ZipMember> &members, core::WallTime at);

} // namespace signalbox::storage
