// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/ladder_runs.h"

#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::ladder_runs_test {

using namespace destudio::ui;

namespace {

/// A ladder of two rungs at 9 and 18 of 30 steps.
StoredJob ladder(RowId reference_id, RowId stored_id = 0) {
    StoredJob job;
    job.id = stored_id;
    job.reference_id = reference_id;
    job.settings.steps = 30;
    job.rungs = {{0.3, 1}, {0.6, 1}};
    return job;
}

JobStatus status_of(JobId id) {
    JobStatus status;
    status.id = id;
    return status;
}

}  // namespace

class LadderRunsTest : public QObject {
    Q_OBJECT

private slots:
    void runs_are_found_by_number_and_by_job() {
        LadderRuns runs;
        LadderRun& first = runs.add(ladder(1));
        LadderRun& second = runs.add(ladder(2));
        QVERIFY(first.id < second.id);
        QVERIFY(runs.of_job(7) == nullptr);  // its job is not known yet
        runs.set_job(first, 7);
        runs.set_job(second, 8);
        QVERIFY(runs.of_job(7) == &first && runs.of_job(8) == &second && runs.find(first.id) == &first);
        first.classes = std::vector<std::string>{"cat"};
        QVERIFY(!second.classes);
        const RunId gone = first.id;
        runs.remove(gone);
        QVERIFY(runs.find(gone) == nullptr && runs.of_job(7) == nullptr);
        QCOMPARE(runs.size(), std::size_t{1});
        runs.remove(gone);  // not there any more
        QVERIFY(runs.add(ladder(3)).id > second.id);
    }

    void what_is_on_its_way_is_what_active_runs_have_not_finished() {
        LadderRuns runs;
        LadderRun& run = runs.add(ladder(1));
        runs.add(ladder(2));
        QCOMPARE(runs.pending(1).size(), std::size_t{2});
        QCOMPARE(runs.pending(1)[1].total_steps, 18);
        QCOMPARE(runs.pending_steps(1), 30);
        run.finished[0] = true;
        QCOMPARE(runs.pending(1).size(), std::size_t{1});
        QVERIFY(runs.pending(1)[0].rung.same_place({0.6, 1}));
        run.state = JobState::kFailed;
        QVERIFY(runs.pending(1).empty());
        QCOMPARE(runs.pending_steps(1), 0);
        QCOMPARE(run.unfinished().size(), std::size_t{1});
        QVERIFY(runs.any_active());  // the other one
        runs.take_all();
        QVERIFY(!runs.any_active());
    }

    void steps_are_counted_over_all_rungs() {
        LadderRuns runs;
        LadderRun& run = runs.add(ladder(1));
        const PendingRung* rung = run.take_step({{1, 5, 18}, {}}, {});
        QVERIFY(rung != nullptr && rung->step == 5 && rung->rung.same_place({0.6, 1}));
        QVERIFY(run.take_step({{2, 1, 1}, {}}, {}) == nullptr);
        QCOMPARE(run.steps(), std::make_pair(5, 27));
    }

    void trying_again_keeps_what_was_made() {
        LadderRuns runs;
        LadderRun& run = runs.add(ladder(1));
        run.take_step({{1, 5, 18}, {}}, {});
        run.made->at(0) = true;
        run.finished = {true, true};  // the second one could not be stored
        QVERIFY(!run.all_made());
        run.begin_again();
        QVERIFY(run.finished[0] && !run.finished[1]);
        QCOMPARE(run.rungs[1].step, 0);
        run.made->at(1) = true;
        QVERIFY(run.all_made());
    }

    void runs_without_a_job_in_the_list_are_forgotten() {
        LadderRuns runs;
        runs.set_job(runs.add(ladder(1, 11)), 7);
        runs.set_job(runs.add(ladder(2, 12)), 8);
        runs.set_job(runs.add(ladder(3)), 9);  // the project does not keep it
        const std::vector<JobStatus> jobs{status_of(9), status_of(4), status_of(8), status_of(7)};
        QCOMPARE(runs.stored_order(jobs), (std::vector<RowId>{12, 11}));
        const auto gone = runs.remove_all_but({status_of(8), status_of(9)});
        QCOMPARE(gone.size(), std::size_t{1});
        QCOMPARE(gone[0].stored.id, RowId{11});
        QVERIFY(runs.of_job(7) == nullptr && runs.of_job(8) != nullptr);
    }
};

DESTUDIO_GUI_TEST(LadderRunsTest)

}  // namespace destudio::ladder_runs_test

#include "ladder_runs_test.moc"
