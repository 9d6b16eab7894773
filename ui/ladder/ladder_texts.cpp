// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/ladder_texts.h"

#include "ui/ladder/ladder_page.h"
#include "widgets/ladder/ladder_cell.h"

// Texts stay in the page's translation context.
namespace destudio::ui {
namespace {

using widgets::CellMark;
using widgets::LadderCellContent;

QString with_state(const QString& state, std::size_t boxes) {
    return LadderPage::tr("%1 · %2").arg(state, box_count(boxes));
}

}  // namespace

QString box_count(std::size_t boxes) {
    return boxes == 1 ? LadderPage::tr("1 box") : LadderPage::tr("%1 boxes").arg(boxes);
}

void describe_variant(LadderCellContent& content, const VariantRecord& variant, std::size_t boxes) {
    switch (variant.state) {
        case VariantState::kNew:
            content.state_text = with_state(LadderPage::tr("new"), boxes);
            break;
        case VariantState::kAccepted:
            content.mark = CellMark::kAccepted;
            content.state_text = with_state(LadderPage::tr("accepted"), boxes);
            break;
        case VariantState::kEdited:
            content.mark = CellMark::kEdited;
            content.state_text = with_state(LadderPage::tr("edited"), boxes);
            break;
        case VariantState::kRejected:
            content.mark = CellMark::kRejected;
            content.state_text = with_state(LadderPage::tr("rejected"), boxes);
            break;
        case VariantState::kFailed:
            describe_failed(content, QString::fromStdString(variant.error));
            break;
    }
}

void describe_failed(LadderCellContent& content, const QString& sentence) {
    content.mark = CellMark::kFailed;
    content.state_text = LadderPage::tr("failed");
    content.message = sentence;
}

void tell_steps(LadderCellContent& content, const Recipe& recipe, int column_steps) {
    const int steps = effective_steps(recipe.steps, recipe.encode_ratio);
    const QString text = steps == 1 ? LadderPage::tr("1 step") : LadderPage::tr("%1 steps").arg(steps);
    content.tip = LadderPage::tr("%1 of %2 · guidance %3").arg(text).arg(recipe.steps).arg(recipe.guidance_scale);
    if (steps != column_steps) {
        content.state_text = LadderPage::tr("%1 · %2").arg(content.state_text, text);
    }
}

QString reference_title(widgets::CompareView::Mode mode) {
    switch (mode) {
        case widgets::CompareView::Mode::kDifference:
            return LadderPage::tr("Reference · difference");
        case widgets::CompareView::Mode::kWipe:
            return LadderPage::tr("Reference · wipe");
        case widgets::CompareView::Mode::kOff:
            break;
    }
    return LadderPage::tr("Reference");
}

}  // namespace destudio::ui
