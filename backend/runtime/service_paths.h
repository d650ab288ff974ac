#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace signalbox::runtime {

/// The paths of one service (contract platform 3).
struct ServicePaths
{
    QByteArray service;
    QByteArrayList patterns; ///< a path, or a prefix followed by `*`
};

/// Who owns which path, whether or not the service runs.
const std::vector<ServicePaths> &servicePaths();

} // namespace signalbox::runtime
