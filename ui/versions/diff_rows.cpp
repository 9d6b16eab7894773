// SPDX-License-Identifier: Apache-2.0
#include "ui/versions/diff_rows.h"

#include <QCoreApplication>
#include <QStringList>
#include <map>

#include "ui/base/count_text.h"
#include "ui/session/state_words.h"

namespace destudio::ui {
namespace {

struct DiffRowTexts {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::DiffRowTexts)
};

void add_reference_rows(std::vector<DiffRow>& rows, const std::vector<VersionDiff::Picture>& list,
                        DiffRow::Change change) {
    for (const VersionDiff::Picture& picture : list) {
        DiffRow row;
        row.is_reference = true;
        row.id = picture.id;
        row.name = picture.name;
        row.change = change;
        rows.push_back(std::move(row));
    }
}

}  // namespace

std::vector<DiffRow> diff_rows(const VersionDiff& diff) {
    std::map<RowId, DiffRow> variants;
    const auto row_of = [&variants](const VersionDiff::Picture& picture) -> DiffRow& {
        DiffRow& row = variants[picture.id];
        row.id = picture.id;
        row.name = picture.name;
        return row;
    };
    for (const VersionDiff::Picture& picture : diff.added) {
        row_of(picture).change = DiffRow::Change::kAdded;
    }
    for (const VersionDiff::Picture& picture : diff.removed) {
        row_of(picture).change = DiffRow::Change::kRemoved;
    }
    for (const VersionDiff::State& state : diff.states) {
        DiffRow& row = row_of(state.variant);
        row.decided = true;
        row.before = state.before;
        row.after = state.after;
    }
    for (const VersionDiff::Boxes& boxes : diff.boxes) {
        DiffRow& row = row_of(boxes.variant);
        row.boxed = true;
        row.own_before = boxes.own_before;
        row.own_after = boxes.own_after;
        row.boxes_added = boxes.added;
        row.boxes_removed = boxes.removed;
        row.boxes_changed = boxes.changed;
    }
    std::vector<DiffRow> rows;
    for (auto& [id, row] : variants) {
        rows.push_back(std::move(row));
    }
    add_reference_rows(rows, diff.references_added, DiffRow::Change::kAdded);
    add_reference_rows(rows, diff.references_removed, DiffRow::Change::kRemoved);
    add_reference_rows(rows, diff.references_changed, DiffRow::Change::kChanged);
    return rows;
}

QString diff_row_text(const DiffRow& row) {
    if (row.change == DiffRow::Change::kAdded) {
        return row.is_reference ? DiffRowTexts::tr("a new reference") : DiffRowTexts::tr("new");
    }
    if (row.change == DiffRow::Change::kRemoved) {
        return row.is_reference ? DiffRowTexts::tr("a reference that is gone") : DiffRowTexts::tr("gone");
    }
    if (row.is_reference) {
        return DiffRowTexts::tr("a reference with other boxes, caption or file");
    }
    QStringList parts;
    if (row.decided) {
        parts << QStringLiteral("%1 → %2").arg(state_word(row.before), state_word(row.after));
    }
    if (row.boxed && row.own_before != row.own_after) {
        // All of them are counted as added or removed, though most are the same places.
        parts << (row.own_after
                      ? DiffRowTexts::tr("corrected: %1 boxes of its own").arg(count_text(row.boxes_added))
                      : DiffRowTexts::tr("no boxes of its own any more: %1 before").arg(count_text(row.boxes_removed)));
        return parts.join(QLatin1Char('\n'));
    }
    QStringList boxes;
    if (row.boxes_added > 0) {
        boxes << DiffRowTexts::tr("%1 added").arg(count_text(row.boxes_added));
    }
    if (row.boxes_removed > 0) {
        boxes << DiffRowTexts::tr("%1 removed").arg(count_text(row.boxes_removed));
    }
    if (row.boxes_changed > 0) {
        boxes << DiffRowTexts::tr("%1 changed").arg(count_text(row.boxes_changed));
    }
    if (row.boxed) {
        parts << DiffRowTexts::tr("boxes: %1").arg(boxes.join(QStringLiteral(", ")));
    }
    return parts.join(QLatin1Char('\n'));
}

}  // namespace destudio::ui
