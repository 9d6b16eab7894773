// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/adapter_run.h"

#include <QTest>

#include "core/adaptation/run_samples.h"
#include "core/adaptation/self_check.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/training/loop/training_log_reader.h"
#include "tests/core/adaptation/adaptation_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::adapter_run_test {

using namespace destudio::adaptation;
using Kind = PictureChoice::Kind;

class AdapterRunTest : public QObject {
    Q_OBJECT

    test::AdaptationFixture m_files;

    std::filesystem::path in(const std::string& name) const { return m_files.folder() / name; }

    AdapterRunRequest request(Kind kind, const std::string& name) const {
        AdapterRunRequest request;
        request.recipe.framework = "retinanet";
        request.recipe.image_size = 64;
        request.recipe.steps = 6;
        request.recipe.batch = 2;
        request.recipe.dtype = "float32";
        request.recipe.checkpoint_every = 2;
        request.recipe.evaluate_every = 3;
        request.recipe.model = {{"embed_dim", 16}, {"group_norm_groups", 4}, {"head_convs", 1}};
        request.bundle = m_files.bundle();
        request.pictures = {kind, m_files.project_file()};
        request.out = in(name);
        return request;
    }

    static training::TrainingCurves curves(const std::filesystem::path& run) {
        training::TrainingLogReader reader(run / "log.jsonl", "adapter");
        reader.poll();
        return reader.curves();
    }

    static std::vector<double> losses(const std::filesystem::path& run) {
        std::vector<double> values;
        for (const auto& point : curves(run).loss) {
            values.push_back(point.value);
        }
        return values;
    }

private slots:
    void references_train_a_fresh_adapter() {
        const auto result = start_run(request(Kind::kReferences, "fresh"), {}, {});
        QCOMPARE(result.training, std::size_t{3});
        QCOMPARE(result.held_out, std::size_t{1});
        QCOMPARE(result.start_ap, -1.0);
        QCOMPARE(detection::load_adapter(result.adapter)->classes(), std::vector<std::string>{"cat"});
        QCOMPARE(curves(in("fresh")).ap.size(), std::size_t{2});
        const RunSamples samples = read_samples(in("fresh"));
        QCOMPARE(samples.step, std::int64_t{6});
        QCOMPARE(samples.samples.size(), std::size_t{1});
        QCOMPARE(samples.samples[0].boxes.size(), std::size_t{1});
        QVERIFY(std::filesystem::exists(samples.samples[0].picture));
        QVERIFY_EXCEPTION_THROWN(start_run(request(Kind::kReferences, "fresh"), {}, {}), UsageError);
    }

    void fine_tuning_reports_before_and_after_and_resumes() {
        auto wanted = request(Kind::kCorrections, "tuned");
        wanted.start_from = in("fresh/adapter");
        const auto whole = start_run(wanted, {}, {});
        QCOMPARE(whole.training, std::size_t{9});
        QCOMPARE(whole.held_out, std::size_t{3});
        QVERIFY(whole.start_ap >= 0 && whole.ap >= 0);
        QCOMPARE(whole.step, std::int64_t{6});  // the last weights, whatever they are worth
        QCOMPARE(curves(in("tuned")).ap.front().step, std::int64_t{0});
        QCOMPARE(curves(in("tuned")).ap.size(), std::size_t{3});

        wanted.out = in("stopped");
        std::stop_source stop;
        const ProgressSink stop_at_three = [&stop](const Progress& progress) {
            if (progress.stage == "adapter" && progress.done == 3) {
                stop.request_stop();
            }
        };
        QVERIFY_EXCEPTION_THROWN(start_run(wanted, stop.get_token(), stop_at_three), CancelledError);
        {  // the project goes on meanwhile; the run keeps its pictures
            const auto project = Project::open(m_files.project_file());
            project->variants().set_state(project->variants().all().front().id, VariantState::kRejected);
        }
        const auto resumed = continue_run(in("stopped"), {}, {});
        QCOMPARE(losses(in("stopped")), losses(in("tuned")));
        QCOMPARE(resumed.ap, whole.ap);
        QCOMPARE(resumed.start_ap, whole.start_ap);
        QCOMPARE(read_file(in("stopped/adapter/model.safetensors")), read_file(in("tuned/adapter/model.safetensors")));
        const auto read = read_result(in("stopped"));
        QCOMPARE(read.ap, whole.ap);
        QCOMPARE(read.training, std::size_t{9});
    }

    void the_same_command_again_continues_and_another_is_refused() {
        auto wanted = request(Kind::kReferences, "fresh");
        QCOMPARE(run_or_continue(wanted, {}, {}).step, read_result(in("fresh")).step);
        wanted.recipe.steps = 9;
        QVERIFY_EXCEPTION_THROWN(run_or_continue(wanted, {}, {}), UsageError);
    }

    void orders_are_read_back() {
        const AdapterRunRequest read = read_request(in("fresh"));
        QCOMPARE(read.recipe.steps, std::int64_t{6});
        QCOMPARE(read.recipe.framework, std::string("retinanet"));
        QVERIFY(read.pictures.kind == Kind::kReferences);
        QVERIFY(read.recipe.model == request(Kind::kReferences, "x").recipe.model);
        QVERIFY(is_run(in("fresh")) && !is_run(m_files.folder()));
        write_file_atomically(in("broken/run.json"), "{\"bundle\": 3}");
        QVERIFY_EXCEPTION_THROWN(read_request(in("broken")), FormatError);
    }

    void the_recipe_follows_the_adapter() {
        const auto recipe = fine_tuning_recipe(in("fresh/adapter"), 512);
        QCOMPARE(recipe.framework, std::string("retinanet"));
        QCOMPARE(recipe.image_size, 64);
        QCOMPARE(fine_tuning_recipe(m_files.bundle() / "adapter", 512).image_size, 512);
    }

    void self_check_compares_every_reference() {
        SelfCheckRequest check;
        check.pictures = {Kind::kReferences, m_files.project_file()};
        check.bundle = m_files.bundle();
        check.adapter = in("fresh/adapter");
        std::int64_t last = 0;
        const auto report = self_check(check, {}, [&last](const Progress& progress) { last = progress.done; });
        QCOMPARE(last, std::int64_t{4});
        QCOMPARE(report.pictures.size(), std::size_t{4});
        QVERIFY(report.pictures[0].row > 0);
        QCOMPARE(report.classes.size(), std::size_t{1});
        QCOMPARE(report.classes[0].objects, std::int64_t{4});
        QVERIFY(report.stats[0] >= 0 && report.classes[0].ap == report.stats[0]);
        QCOMPARE(report.all.objects, std::int64_t{4});

        check.max_pictures = 3;
        const auto fewer = self_check(check, {}, {});
        QCOMPARE(fewer.pictures.size(), std::size_t{3});
        QCOMPARE(fewer.left_out, std::size_t{1});
    }

    void a_stopped_check_is_cancelled() {
        SelfCheckRequest check;
        check.pictures = {Kind::kReferences, m_files.project_file()};
        check.bundle = m_files.bundle();
        std::stop_source stop;
        const ProgressSink stop_at_once = [&stop](const Progress&) { stop.request_stop(); };
        QVERIFY_EXCEPTION_THROWN(self_check(check, stop.get_token(), stop_at_once), CancelledError);
    }

    void classes_the_adapter_does_not_know_are_blind() {
        SelfCheckRequest check;
        check.pictures = {Kind::kReferences, m_files.project_file()};
        check.bundle = m_files.bundle();
        {
            const auto project = Project::open(m_files.project_file());
            const RowId fish = project->classes().add({0, "fish", 0});
            auto boxes = project->references().boxes(1);
            boxes.push_back({0, 1, fish, {32, 4, 50, 20}});
            project->references().set_boxes(1, boxes);
        }
        const auto report = self_check(check, {}, {});
        QCOMPARE(report.classes.size(), std::size_t{4});  // cat, dog, bird of the bundle's adapter, and fish
        QCOMPARE(report.classes[3].name, std::string("fish"));
        QVERIFY(!report.classes[3].known && report.classes[3].blind());
        QVERIFY(report.classes[0].known);
    }
};

DESTUDIO_TEST(AdapterRunTest)

}  // namespace destudio::adapter_run_test

#include "adapter_run_test.moc"
