// SPDX-License-Identifier: Apache-2.0
// Ladders that wait in the project file, also after the program was killed.
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest/QtTest>
#include <csignal>

#include "core/base/error.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::job_store_test {

using destudio::test::ProjectFixture;

namespace {

StoredJob job(RowId reference) {
    StoredJob job;
    job.reference_id = reference;
    job.settings.prompt = "A \"cat\".";
    job.settings.prompt_suffix = "sharp";
    job.settings.prompt_source = PromptSource::kClasses;
    job.settings.label_step = LabelStep::kT1;
    job.rungs = {{0.3, 1}, {0.6, 18446744073709551615ull}};
    return job;
}

bool same(const Rung& a, const Rung& b) {
    return a.encode_ratio == b.encode_ratio && a.seed == b.seed;
}

}  // namespace

class JobStoreTest : public QObject {
    Q_OBJECT

private slots:
    void keeps_jobs_with_their_settings() {
        ProjectFixture f;
        StoredJob wanted = job(f.add_reference());
        wanted.settings.bundle = f.file.parent_path() / "bundle";
        const RowId id = f.project->jobs().add(wanted);
        f.reopen();
        const auto jobs = f.project->jobs().all();
        QCOMPARE(jobs.size(), std::size_t{1});
        QCOMPARE(jobs[0].id, id);
        QCOMPARE(jobs[0].reference_id, wanted.reference_id);
        QVERIFY(jobs[0].settings == wanted.settings);
        QCOMPARE(jobs[0].rungs.size(), std::size_t{2});
        QVERIFY(same(jobs[0].rungs[1], wanted.rungs[1]));
    }

    void a_made_rung_is_not_made_again() {
        ProjectFixture f;
        auto& jobs = f.project->jobs();
        const RowId id = jobs.add(job(f.add_reference()));
        jobs.finish_rung(id, {0.3, 1});
        jobs.finish_rung(id, {0.3, 1});
        jobs.finish_rung(4711, {0.3, 1});
        QCOMPARE(jobs.all().at(0).rungs.size(), std::size_t{1});
        QVERIFY(same(jobs.all().at(0).rungs[0], {0.6, 18446744073709551615ull}));
        jobs.finish_rung(id, {0.6, 18446744073709551615ull});
        QVERIFY(jobs.all().empty());
    }

    void keeps_the_order() {
        ProjectFixture f;
        auto& jobs = f.project->jobs();
        const RowId reference = f.add_reference();
        std::vector<RowId> ids;
        for (int i = 0; i < 4; ++i) {
            ids.push_back(jobs.add(job(reference)));
        }
        jobs.set_order({ids[3], ids[1]});
        const auto after = jobs.all();
        QCOMPARE(after[0].id, ids[3]);
        QCOMPARE(after[1].id, ids[1]);
        QCOMPARE(after[2].id, ids[0]);
        QCOMPARE(after[3].id, ids[2]);
        jobs.remove(ids[1]);
        QCOMPARE(jobs.all().size(), std::size_t{3});
        f.project->references().remove(reference);
        QVERIFY(jobs.all().empty());
    }

    void survives_a_kill() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const auto file = f.file;
        f.project.reset();
        const pid_t child = fork();
        if (child == 0) {
            const auto project = Project::open(file);
            const RowId id = project->jobs().add(job(reference));
            project->jobs().add(job(reference));
            Project::Transaction made(*project);
            project->variants().add(reference, ProjectFixture::variant(0.3, 1), {"cat", "dog"});
            project->jobs().finish_rung(id, {0.3, 1});
            made.commit();
            Project::Transaction half(*project);  // the edit in progress is lost, and only that
            project->jobs().finish_rung(id, {0.6, 18446744073709551615ull});
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        f.project = Project::open(file);
        const auto jobs = f.project->jobs().all();
        QCOMPARE(jobs.size(), std::size_t{2});
        QCOMPARE(jobs[0].rungs.size(), std::size_t{1});
        QCOMPARE(jobs[1].rungs.size(), std::size_t{2});
        QCOMPARE(f.project->variants().of_reference(reference).size(), std::size_t{1});
    }
};

DESTUDIO_CORE_TEST(JobStoreTest)

}  // namespace destudio::job_store_test

#include "job_store_test.moc"
