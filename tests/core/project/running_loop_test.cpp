// SPDX-License-Identifier: Apache-2.0
// When to learn from corrections, and what is left to review afterwards.
#include "core/project/running_loop.h"

#include <QTest>

#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::running_loop_test {

namespace {

/// A project in which so many corrections were made.
LoopLook after(std::int64_t corrections) {
    LoopLook look;
    look.edits.images = corrections;
    look.open = 5;
    look.references = 3;
    return look;
}

LoopState switched_on(int every = 20) {
    LoopState state;
    state.settings.on = true;
    state.settings.every = every;
    return state;
}

}  // namespace

class RunningLoopTest : public QObject {
    Q_OBJECT

private slots:
    void it_is_off_at_first() {
        test::ProjectFixture f;
        const LoopState state = read_loop(*f.project);
        QVERIFY(!state.settings.on);
        QVERIFY(!training_is_due(state, after(1000)));
    }

    void it_learns_after_every_so_many_corrections() {
        LoopState state = switched_on();
        QVERIFY(!training_is_due(state, after(19)));
        QVERIFY(training_is_due(state, after(20)));
        state.learnt = 20;
        QVERIFY(!training_is_due(state, after(39)));
        QVERIFY(training_is_due(state, after(41)));
        state.learnt = 100;  // corrections were taken back since
        QVERIFY(!training_is_due(state, after(30)));
        QVERIFY(!training_is_due(switched_on(1), after(LoopSettings::kFewest - 1)));
    }

    void it_does_not_learn_for_nothing() {
        LoopLook look = after(50);
        look.open = 0;
        QVERIFY(!training_is_due(switched_on(), look));
        look = after(50);
        look.references = 1;  // none could be held out
        QVERIFY(!training_is_due(switched_on(), look));
    }

    void a_worse_adapter_is_not_used() {
        QVERIFY(is_worth_using(0.4, 0.5));
        QVERIFY(is_worth_using(0.4, 0.398));
        QVERIFY(!is_worth_using(0.4, 0.3));
        QVERIFY(is_worth_using(-1, 0.1));
        QVERIFY(is_worth_using(0.4, -1));
    }

    void its_state_is_kept_with_the_project() {
        test::ProjectFixture f;
        LoopState state = switched_on(33);
        state.settings.steps = 70;
        state.learnt = 66;
        state.run = "/some/run-002";
        state.rounds = {{0, 3.5, std::nullopt, 0, true, ""}, {33, 2.25, 3.0, 90, false, "/some/run-001/adapter"}};
        write_loop(*f.project, state);
        f.reopen();
        QCOMPARE(read_loop(*f.project), state);
        f.project->settings().set_view("running_loop", "{\"on\": 7}");
        QCOMPARE(read_loop(*f.project), LoopState());
        f.project->settings().set_view("running_loop", "{");
        QCOMPARE(read_loop(*f.project), LoopState());
    }

    void edits_and_what_is_expected_are_counted() {
        test::ProjectFixture f;
        const RowId first = f.add_reference();
        const RowId second = f.add_reference("other.png");
        const RowId accepted = f.add_variant(first, 0.3);
        const RowId edited = f.add_variant(second, 0.4);
        f.add_variant(first, 0.5);
        f.project->variants().set_state(accepted, VariantState::kAccepted);
        auto boxes = f.project->annotations().materialise(edited, 0.3);
        f.project->annotations().remove(boxes[1].id);
        f.project->variants().set_state(edited, VariantState::kEdited);
        f.project->variants().set_state(f.add_variant(second, 0.9), VariantState::kRejected);
        const LoopLook look = look_at_loop(*f.project, 0.3);
        QCOMPARE(look.edits.images, std::int64_t{2});
        QCOMPARE(look.edits.removed, std::int64_t{1});
        QCOMPARE(look.edits.total(), std::int64_t{1});
        QCOMPARE(look.open, std::int64_t{1});
        QCOMPARE(look.references, std::int64_t{2});
        QVERIFY(std::abs(look.expected - (0.1 + 0.6 + 0.1)) < 1e-9);
    }

    void only_untouched_variants_get_new_labels() {
        test::ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId open = f.add_variant(reference, 0.3);
        const RowId accepted = f.add_variant(reference, 0.4);
        const RowId drawn_in = f.add_variant(reference, 0.5);
        f.project->variants().set_state(accepted, VariantState::kAccepted);
        f.project->annotations().materialise(drawn_in, 0.3);
        int resets = 0;
        const auto subscription = f.project->changes().subscribe(
            [&resets](const ProjectChange& change) { resets += change.what == ProjectChange::What::kReset ? 1 : 0; });
        const std::vector<Detection> found{{{3, 3, 9, 9}, 1, 0.8}};
        QCOMPARE(f.project->variants().set_detections(
                     {{open, found}, {accepted, found}, {drawn_in, found}, {999, found}}, {"cat", "bird"}),
                 std::size_t{1});
        QCOMPARE(resets, 1);
        const auto now = f.project->variants().detections(open);
        QCOMPARE(now.size(), std::size_t{1});
        QCOMPARE(now[0].score, 0.8);
        QCOMPARE(now[0].class_id, f.project->classes().all().back().id);
        QCOMPARE(f.project->classes().all().back().name, std::string("bird"));
        QCOMPARE(f.project->variants().detections(accepted).size(), std::size_t{3});
        QCOMPARE(f.project->variants().detections(drawn_in).size(), std::size_t{3});
    }

    void the_queue_is_ordered_anew_behind_the_current_place() {
        const std::vector<RowId> list{1, 2, 3, 4, 5, 6};
        const std::vector<RowId> order{6, 4, 5, 1};
        QCOMPARE(renewed_queue(list, 1, order), (std::vector<RowId>{1, 2, 6, 4, 5, 3}));
        QCOMPARE(renewed_queue(list, std::nullopt, order), (std::vector<RowId>{6, 4, 5, 1, 2, 3}));
        QCOMPARE(renewed_queue(list, 99, order), list);
        QVERIFY(renewed_queue({}, 0, order).empty());
    }
};

DESTUDIO_TEST(RunningLoopTest)

}  // namespace destudio::running_loop_test

#include "running_loop_test.moc"
