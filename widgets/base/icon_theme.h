// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace destudio::widgets {

/// The SVG source of one of our icons: Breeze's where that icon theme is installed and has one that means the same,
/// else our own of resources/icons, so that nothing is missing without it. Read once. Empty, with a warning, for a name
/// that neither knows.
QByteArray icon_source(const QString& name);

}  // namespace destudio::widgets
