// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "ui/generate/rerun_controller.h"

namespace destudio::ui {

/// Whether a re-run gave the same bytes, and if not, what differs: with both
/// pictures and their difference.
class RerunReport : public QDialog {
    Q_OBJECT

public:
    explicit RerunReport(const RerunResult& result, QWidget* parent = nullptr);
};

/// "The same, byte for byte", or what differs, a sentence each.
QStringList rerun_sentences(const RerunComparison& comparison);

}  // namespace destudio::ui
