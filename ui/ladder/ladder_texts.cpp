// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/ladder_texts.h"

#include <QCoreApplication>

#include "widgets/ladder/ladder_cell.h"

// Texts stay in the page's translation context.
namespace destudio::ui {
namespace {

using widgets::CellMark;
using widgets::LadderCellContent;

QString with_state(const QString& state, std::size_t boxes) {
    return QCoreApplication::translate("destudio::ui::LadderPage", "%1 · %2").arg(state, box_count(boxes));
}

}  // namespace

QString box_count(std::size_t boxes) {
    return boxes == 1 ? QCoreApplication::translate("destudio::ui::LadderPage", "1 box")
                      : QCoreApplication::translate("destudio::ui::LadderPage", "%1 boxes").arg(boxes);
}

void describe_variant(LadderCellContent& content, const VariantRecord& variant, std::size_t boxes) {
    switch (variant.state) {
        case VariantState::kNew:
            content.state_text = with_state(QCoreApplication::translate("destudio::ui::LadderPage", "new"), boxes);
            break;
        case VariantState::kAccepted:
            content.mark = CellMark::kAccepted;
            content.state_text = with_state(QCoreApplication::translate("destudio::ui::LadderPage", "accepted"), boxes);
            break;
        case VariantState::kEdited:
            content.mark = CellMark::kEdited;
            content.state_text = with_state(QCoreApplication::translate("destudio::ui::LadderPage", "edited"), boxes);
            break;
        case VariantState::kRejected:
            content.mark = CellMark::kRejected;
            content.state_text = with_state(QCoreApplication::translate("destudio::ui::LadderPage", "rejected"), boxes);
            break;
        case VariantState::kFailed:
            describe_failed(content, QString::fromStdString(variant.error));
            break;
    }
}

void describe_failed(LadderCellContent& content, const QString& sentence) {
    content.mark = CellMark::kFailed;
    content.state_text = QCoreApplication::translate("destudio::ui::LadderPage", "failed");
    content.message = sentence;
}

void tell_steps(LadderCellContent& content, const Recipe& recipe, int column_steps) {
    const int steps = effective_steps(recipe.sampler, recipe.steps, recipe.encode_ratio);
    const QString text = steps == 1 ? QCoreApplication::translate("destudio::ui::LadderPage", "1 step")
                                    : QCoreApplication::translate("destudio::ui::LadderPage", "%1 steps").arg(steps);
    content.tip = QCoreApplication::translate("destudio::ui::LadderPage", "%1 of %2 · guidance %3")
                      .arg(text)
                      .arg(recipe.steps)
                      .arg(recipe.guidance_scale);
    if (steps != column_steps) {
        content.state_text =
            QCoreApplication::translate("destudio::ui::LadderPage", "%1 · %2").arg(content.state_text, text);
    }
}

QString reference_title(widgets::CompareView::Mode mode) {
    switch (mode) {
        case widgets::CompareView::Mode::kDifference:
            return QCoreApplication::translate("destudio::ui::LadderPage", "Reference · difference");
        case widgets::CompareView::Mode::kWipe:
            return QCoreApplication::translate("destudio::ui::LadderPage", "Reference · wipe");
        case widgets::CompareView::Mode::kOff:
            break;
    }
    return QCoreApplication::translate("destudio::ui::LadderPage", "Reference");
}

}  // namespace destudio::ui
