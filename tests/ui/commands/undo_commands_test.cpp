// SPDX-License-Identifier: Apache-2.0
// Every edit on a real project file: done, undone, redone, and still there when the file is opened again.
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/editing/selection_controller.h"
#include "ui/editing/suggestion_controller.h"
#include "ui/session/history_text.h"

namespace destudio::undo_commands_test {

using destudio::test::UiFixture;
using destudio::ui::box_key;
using destudio::ui::BoxTarget;

namespace {

/// Everything about a target's boxes that undo has to restore.
QString snapshot(UiFixture& f, BoxTarget target) {
    QString text;
    for (const StoredAnnotation& box : f.boxes(target)) {
        text += QStringLiteral("%1 class %2 [%3 %4 %5 %6] %7 from %8 %9\n")
                    .arg(box.id)
                    .arg(box.class_id)
                    .arg(box.box.x1)
                    .arg(box.box.y1)
                    .arg(box.box.x2)
                    .arg(box.box.y2)
                    .arg(QString::fromStdString(to_string(box.origin)))
                    .arg(box.detection_id)
                    .arg(box.ignore ? QStringLiteral("ignored") : QString());
    }
    for (const BoxEvent& event : f.project().history().of_picture(target.is_variant(), target.id)) {
        text += QStringLiteral("step %1 %2 of %3 by %4 at %5\n")
                    .arg(event.id)
                    .arg(QString::fromStdString(to_string(event.act)))
                    .arg(event.box)
                    .arg(QString::fromStdString(event.who))
                    .arg(event.when);
    }
    if (target.is_variant()) {
        for (const GhostBox& ghost : f.project().ghosts().of_variant(target.id)) {
            text += QStringLiteral("ghost %1 class %2 %3\n").arg(ghost.id).arg(ghost.class_id).arg(ghost.box.x1);
        }
        text += QString::fromStdString(to_string(f.record().state)) +
                (f.record().has_own_boxes ? QStringLiteral(" own") : QStringLiteral(" derived"));
    }
    return text;
}

qint64 key_of(UiFixture& f, BoxTarget target, std::size_t index = 0) {
    return box_key(f.boxes(target).at(index));
}

}  // namespace

class UndoCommandsTest : public QObject {
    Q_OBJECT

    /// Pushes an edit and checks undo, redo, undo to the bottom, redo again and reopening against snapshots.
    static void round_trip(UiFixture& f, BoxTarget target, const std::function<void()>& edit) {
        const QString before = snapshot(f, target);
        const int count = f.undo_stack().count();
        edit();
        QCOMPARE(f.undo_stack().count(), count + 1);
        QVERIFY(!f.undo_stack().undoText().isEmpty());
        const QString after = snapshot(f, target);
        QVERIFY(after != before);
        for (int i = 0; i < 2; ++i) {
            f.undo_stack().undo();
            QCOMPARE(snapshot(f, target), before);
            f.undo_stack().redo();
            QCOMPARE(snapshot(f, target), after);
        }
        f.reopen();
        QCOMPARE(snapshot(f, target), after);
    }

private slots:
    void boxes_of_a_variant() {
        UiFixture add;
        add.workspace.set_drawing_class(add.dog);
        round_trip(add, add.on_variant(), [&] { add.edits.add_box(add.on_variant(), {50, 50, 60, 62}); });
        QCOMPARE(add.boxes(add.on_variant()).size(), std::size_t{3});
        UiFixture change;
        round_trip(change, change.on_variant(), [&] {
            change.edits.change_boxes(change.on_variant(), {{key_of(change, change.on_variant()), {3, 4, 33.5, 44}}});
        });
        UiFixture relabel;
        round_trip(relabel, relabel.on_variant(), [&] {
            relabel.edits.relabel_boxes(relabel.on_variant(), {key_of(relabel, relabel.on_variant())}, relabel.dog);
        });
        QVERIFY(relabel.boxes(relabel.on_variant())[0].origin == AnnotationOrigin::kEdited);
        UiFixture remove;
        round_trip(remove, remove.on_variant(),
                   [&] { remove.edits.remove_boxes(remove.on_variant(), {key_of(remove, remove.on_variant(), 1)}); });
        QVERIFY(remove.record().state == VariantState::kEdited);
    }

    void each_change_has_a_name_and_shows_on_hovering() {
        UiFixture f;
        f.project().history().set_author("Ann");
        const BoxTarget target = f.on_variant();
        const qint64 key = key_of(f, target);
        f.edits.change_boxes(target, {{key, {3, 4, 33, 44}}});
        f.edits.relabel_boxes(target, {key}, f.dog);
        f.workspace.set_target(target);
        round_trip(f, target, [&] { f.edits.toggle_accepted(); });
        QString tip = ui::history_text(f.session(), target, key);
        for (const QString& step :
             {QStringLiteral("made by the adapter"), QStringLiteral("resized by Ann"),
              QStringLiteral("relabelled from cat to dog by Ann"), QStringLiteral("accepted by")}) {
            const auto at = tip.indexOf(step);
            QVERIFY2(at >= 0, qPrintable(tip));
            tip = tip.mid(at);  // the newest is last
        }
        QVERIFY(ui::history_text(f.session(), f.on_reference(), key_of(f, f.on_reference())).isEmpty());
    }

    void several_boxes_in_one_step() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        f.workspace.set_target(target);
        const std::vector<qint64> keys{key_of(f, target, 0), key_of(f, target, 1)};
        const auto choose = [&] { f.workspace.set_boxes(widgets::BoxSelection(keys)); };
        choose();
        round_trip(f, target, [&] {
            f.edits.change_boxes(target, {{keys[0], {3, 4, 33, 44}}, {keys[1], {7, 8, 20, 30}}});
        });
        f.workspace.set_target(target);
        choose();
        round_trip(f, target, [&] { f.edits.toggle_ignored(); });
        QVERIFY(f.boxes(target)[0].ignore && f.boxes(target)[1].ignore);
        f.workspace.set_target(target);
        choose();
        round_trip(f, target, [&] { f.edits.toggle_ignored(); });
        QVERIFY(!f.boxes(target)[0].ignore && !f.boxes(target)[1].ignore);
        f.workspace.set_target(target);
        choose();
        round_trip(f, target, [&] { f.edits.choose_class_by_name(QStringLiteral("dog")); });
        f.workspace.set_target(target);
        choose();
        round_trip(f, target, [&] { f.edits.duplicate_selected(); });
        QCOMPARE(f.boxes(target).size(), std::size_t{4});
        f.workspace.set_target(target);
        choose();
        f.edits.copy_selected();
        round_trip(f, target, [&] { f.edits.paste(); });
        QCOMPARE(f.boxes(target).size(), std::size_t{6});
        f.workspace.set_target(target);
        choose();
        round_trip(f, target, [&] { f.edits.remove_selected(); });
        QCOMPARE(f.boxes(target).size(), std::size_t{4});
    }

    void nudges_of_a_group_are_one_step() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        const QString untouched = snapshot(f, target);
        const qint64 a = key_of(f, target, 0);
        const qint64 b = key_of(f, target, 1);
        for (int i = 1; i <= 4; ++i) {
            f.edits.nudge_boxes(target, {{a, {1.0 + i, 2, 30.0 + i, 40}}, {b, {5.0 + i, 5, 20.5 + i, 21}}});
        }
        QCOMPARE(f.undo_stack().count(), 1);
        f.edits.nudge_boxes(target, {{a, {9, 2, 38, 40}}});  // another selection is another step
        QCOMPARE(f.undo_stack().count(), 2);
        f.undo_stack().undo();
        f.undo_stack().undo();
        QCOMPARE(snapshot(f, target), untouched);
    }

    void ignored_regions_of_a_reference_last() {
        UiFixture f;
        const BoxTarget target = f.on_reference();
        f.workspace.set_target(target);
        f.workspace.set_box(key_of(f, target));
        round_trip(f, target, [&] { f.edits.toggle_ignored(); });
        QVERIFY(f.boxes(target)[0].ignore);
    }

    void locked_boxes_stay() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        f.workspace.set_target(target);
        const qint64 key = key_of(f, target);
        const QString before = snapshot(f, target);
        f.workspace.set_box(key);
        ui::SelectionController selection(f.workspace);
        selection.toggle_locked();
        f.edits.remove_boxes(target, {key});
        f.edits.change_boxes(target, {{key, {0, 0, 5, 5}}});
        f.edits.nudge_boxes(target, {{key, {0, 0, 5, 5}}});
        f.edits.choose_class_by_name(QStringLiteral("dog"));
        f.edits.toggle_ignored();
        QCOMPARE(snapshot(f, target), before);
        QCOMPARE(f.undo_stack().count(), 0);
        selection.toggle_locked();
        f.edits.remove_boxes(target, {key});
        QCOMPARE(f.boxes(target).size(), std::size_t{1});
    }

    void detections_below_the_threshold_are_adopted() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        f.workspace.set_target(target);
        ui::SuggestionController suggestions(f.workspace);
        const auto pool = ui::suppressed_detections(f.session(), target);
        QCOMPARE(pool.size(), std::size_t{1});
        round_trip(f, target, [&] { suggestions.adopt_best(); });
        const auto boxes = f.boxes(target);
        QCOMPARE(boxes.size(), std::size_t{3});
        QCOMPARE(boxes[2].detection_id, pool[0].id);
        QVERIFY(boxes[2].origin == AnnotationOrigin::kDetected && boxes[2].score == 0.1);
        f.workspace.set_target(target);
        QVERIFY(ui::suppressed_detections(f.session(), target).empty());
        // What a person deleted does not come back.
        f.edits.remove_boxes(target, {key_of(f, target, 0)});
        suggestions.adopt_best();
        QCOMPARE(f.boxes(target).size(), std::size_t{2});
    }

    void ghosts_are_adopted_dismissed_and_relabelled() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        f.project().ghosts().replace(f.variant, {{0, f.variant, f.cat, {40, 10, 60, 30}},
                                                 {0, f.variant, f.cat, {10, 40, 30, 60}},
                                                 {0, f.variant, f.dog, {2, 2, 9, 9}}});
        const auto ghosts = f.project().ghosts().of_variant(f.variant);
        ui::SuggestionController suggestions(f.workspace);
        f.workspace.set_target(target);
        round_trip(f, target, [&] { f.edits.remove_boxes(target, {ui::ghost_key(ghosts[2])}); });
        QVERIFY(!f.record().has_own_boxes);  // a ghost that goes is no edit
        f.workspace.set_target(target);
        f.workspace.set_box(ui::ghost_key(ghosts[0]));
        round_trip(f, target, [&] { suggestions.adopt_best(); });
        QCOMPARE(f.boxes(target).size(), std::size_t{3});
        f.workspace.set_target(target);
        f.workspace.set_box(ui::ghost_key(ghosts[1]));
        round_trip(f, target, [&] { f.edits.choose_class_by_name(QStringLiteral("dog")); });
        const auto boxes = f.boxes(target);
        QCOMPARE(boxes.size(), std::size_t{4});
        QCOMPARE(std::count_if(boxes.begin(), boxes.end(), [&](const auto& box) { return box.class_id == f.dog; }), 2);
        QVERIFY(f.project().ghosts().of_variant(f.variant).empty());
        // They go and come back with their variant.
        f.project().ghosts().replace(f.variant, ghosts);
        const auto removed = f.project().variants().remove(f.variant);
        QVERIFY(f.project().ghosts().of_variant(f.variant).empty());
        f.project().variants().restore(removed);
        QCOMPARE(f.project().ghosts().of_variant(f.variant), ghosts);
    }

    void ground_truth_of_a_reference() {
        UiFixture f;
        const BoxTarget target = f.on_reference();
        round_trip(f, target, [&] { f.edits.add_box(target, {300, 100, 400, 200}); });
        round_trip(f, target, [&] { f.edits.change_boxes(target, {{key_of(f, target), {0, 0, 50, 60}}}); });
        round_trip(f, target, [&] { f.edits.relabel_boxes(target, {key_of(f, target)}, f.dog); });
        round_trip(f, target, [&] { f.edits.remove_boxes(target, {key_of(f, target)}); });
        QCOMPARE(f.boxes(target).size(), std::size_t{1});
    }

    void accepting_and_rejecting() {
        UiFixture f;
        f.workspace.set_target(f.on_variant());
        round_trip(f, f.on_variant(), [&] { f.edits.toggle_accepted(); });
        f.workspace.set_target(f.on_variant());
        round_trip(f, f.on_variant(), [&] { f.edits.toggle_rejected(); });
        QVERIFY(f.record().state == VariantState::kRejected);
        f.workspace.set_target(f.on_variant());
        f.edits.toggle_rejected();
        QVERIFY(f.record().state == VariantState::kNew);
    }

    void a_series_of_edits_unwinds_to_the_beginning() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        f.workspace.set_target(target);
        const QString untouched = snapshot(f, target);
        f.edits.add_box(target, {1, 1, 9, 9});
        QVERIFY(f.workspace.box().has_value());  // the new box is selected
        const qint64 drawn = *f.workspace.box();
        f.edits.choose_class_by_digit(2);
        f.edits.change_boxes(target, {{drawn, {2, 2, 12, 12}}});
        f.edits.duplicate_selected();
        f.edits.remove_boxes(target, {drawn});
        f.edits.toggle_accepted();
        const QString final_state = snapshot(f, target);
        QCOMPARE(f.undo_stack().count(), 6);
        while (f.undo_stack().canUndo()) {
            f.undo_stack().undo();
        }
        QCOMPARE(snapshot(f, target), untouched);
        while (f.undo_stack().canRedo()) {
            f.undo_stack().redo();
        }
        QCOMPARE(snapshot(f, target), final_state);
    }

    void nudges_are_one_step() {
        UiFixture f;
        const BoxTarget target = f.on_variant();
        const QString untouched = snapshot(f, target);
        const qint64 key = key_of(f, target);
        for (int i = 1; i <= 5; ++i) {
            f.edits.nudge_boxes(target, {{key, {1.0 + i, 2, 30.0 + i, 40}}});
        }
        f.edits.nudge_boxes(target, {{key, {6, 2, 35, 40}}});  // no change: must not spoil the step
        QCOMPARE(f.undo_stack().count(), 1);
        QCOMPARE(f.boxes(target)[0].box.x1, 6.0);
        f.undo_stack().undo();
        QCOMPARE(snapshot(f, target), untouched);
        f.undo_stack().redo();
        QCOMPARE(f.boxes(target)[0].box.x1, 6.0);
        f.edits.change_boxes(target, {{key, {8, 2, 37, 40}}});
        QCOMPARE(f.undo_stack().count(), 2);
    }

    void boxes_are_cut_to_the_picture() {
        UiFixture f;
        f.edits.add_box(f.on_variant(), {60, -5, 90, 10});
        bool found = false;
        for (const StoredAnnotation& box : f.boxes(f.on_variant())) {
            found = found || box.box == Box{60, 0, 64, 10};
        }
        QVERIFY(found);
        f.edits.add_box(f.on_variant(), {100, 100, 120, 120});  // outside: nothing to add
        QCOMPARE(f.undo_stack().count(), 1);
    }

    void edits_of_what_is_gone_are_dropped() {
        UiFixture f;
        QSignalSpy issues(&f.workspace, &ui::Workspace::issue);
        f.edits.remove_boxes(f.on_variant(), {4711});
        QCOMPARE(f.undo_stack().count(), 0);
        QCOMPARE(issues.count(), 0);
        f.workspace.set_target(f.on_variant());
        f.project().variants().remove(f.variant);
        QVERIFY(f.workspace.target() == f.on_reference());
        f.edits.add_box(f.on_variant(), {1, 1, 9, 9});
        QCOMPARE(f.undo_stack().count(), 0);
        QCOMPARE(issues.count(), 1);
    }

    void the_threshold_counts_until_the_first_edit() {
        UiFixture f;
        QCOMPARE(f.boxes(f.on_variant()).size(), std::size_t{2});
        f.session().set_threshold(0.05);
        QCOMPARE(f.boxes(f.on_variant()).size(), std::size_t{3});
        f.session().set_threshold(0.5);
        QCOMPARE(f.boxes(f.on_variant()).size(), std::size_t{1});
        f.edits.add_box(f.on_variant(), {50, 50, 60, 60});
        f.session().set_threshold(0.05);
        QCOMPARE(f.boxes(f.on_variant()).size(), std::size_t{2});
        f.undo_stack().undo();
        QCOMPARE(f.boxes(f.on_variant()).size(), std::size_t{3});
        f.reopen();
        QCOMPARE(f.session().threshold(), 0.05);
    }

    void undo_goes_where_it_changes_something() {
        UiFixture f;
        f.workspace.set_target(f.on_variant());
        f.edits.add_box(f.on_variant(), {50, 50, 60, 60});
        Reference other;
        other.path = f.files.file.parent_path() / "other.png";
        other.hash = std::string(64, 'e');
        other.size = {8, 8};
        f.workspace.set_reference(f.project().references().add(other));
        f.undo_stack().undo();
        QCOMPARE(f.workspace.reference(), f.reference);
        QVERIFY(f.workspace.target() == f.on_variant());
        f.workspace.set_target(f.on_reference());
        f.undo_stack().redo();
        QVERIFY(f.workspace.target() == f.on_variant());
    }

    void copies_go_to_other_pictures_by_class_name() {
        UiFixture f;
        f.workspace.set_target(f.on_variant());
        f.workspace.set_box(key_of(f, f.on_variant(), 1));
        f.edits.copy_selected();
        f.workspace.set_target(f.on_reference());
        f.edits.paste();
        const auto boxes = f.boxes(f.on_reference());
        QCOMPARE(boxes.size(), std::size_t{2});
        QCOMPARE(boxes[1].class_id, f.dog);
        QVERIFY(boxes[1].box == (Box{5, 5, 20.5, 21.25}));
    }
};

DESTUDIO_GUI_TEST(UndoCommandsTest)

}  // namespace destudio::undo_commands_test

#include "undo_commands_test.moc"
