// SPDX-License-Identifier: Apache-2.0
// The way of a variant from the worker into the project, with a job that paints instead of denoising.
#include <QSignalSpy>
#include <QtTest/QtTest>
#include <thread>

#include "core/base/cancellation.h"
#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/generate/generation_controller.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/session/picture_sources.h"

namespace destudio::generation_controller_test {

using namespace destudio::ui;
using destudio::test::UiFixture;

namespace {

GenerationJobFactory painting_factory(std::function<void(std::stop_token)> before_each = {}) {
    return [before_each](std::filesystem::path, GeneratorOptions, GenerationRequest request,
                         GenerationCallbacks callbacks) -> JobWork {
        return [before_each, request, callbacks](const JobContext& context) {
            BundleInfo info;
            info.classes = {"cat", "bird"};
            callbacks.on_bundle(info);
            for (std::size_t i = 0; i < request.rungs.size(); ++i) {
                if (before_each) {
                    before_each(context.stop.now);
                    throw_if_stopped(context.stop.now);
                }
                callbacks.on_step({{i, 1, 2}, cv::Mat(8, 8, CV_8UC3, cv::Scalar(1, 2, 3))});
                Variant variant;
                variant.recipe = request.recipe;
                variant.recipe.reference_hash = request.reference_hash;
                variant.recipe.size = {32, 32};
                variant.recipe.seed = request.rungs[i].seed;
                variant.recipe.encode_ratio = request.rungs[i].encode_ratio;
                variant.image = cv::Mat(32, 32, CV_8UC3, cv::Scalar(200, 100, 50));
                variant.detections = {{{1, 1, 20, 20}, 1, 0.8}};
                callbacks.on_variant(i, variant);
            }
        };
    };
}

/// The reference's file has to exist, because the controller's job loads it.
struct Fixture : UiFixture {
    PictureSources pictures;
    JobQueueSignals jobs;

    Fixture() { paint(reference); }

    void paint(RowId id) {
        const auto path = project().references().get(id).path;
        std::filesystem::create_directories(path.parent_path());
        save_png(path, cv::Mat(480, 640, CV_8UC3, cv::Scalar(9, 9, 9)));
    }
    RowId add_reference(const std::string& name) {
        Reference added = project().references().get(reference);
        added.id = 0;  // another one
        added.path = added.path.parent_path() / name;
        added.hash += name;
        const RowId id = project().references().add(added);
        paint(id);
        return id;
    }

    static GenerationSettings settings() {
        GenerationSettings settings;
        settings.bundle = "bundle";  // never opened: the job is not a real one
        settings.prompt = "A clipart.";
        settings.ratios = {0.3, 0.6, 0.60001};  // the last two run the same steps
        settings.seeds = {1, 2};
        settings.label_step = LabelStep::kLast;  // else the bundle would be asked
        return settings;
    }
};

}  // namespace

class GenerationControllerTest : public QObject {
    Q_OBJECT

private slots:
    void variants_reach_the_project() {
        Fixture f;
        GenerationController controller(f.workspace, f.pictures, f.jobs, painting_factory());
        QSignalSpy finished(&controller, &GenerationController::finished);
        QSignalSpy steps(&controller, &GenerationController::step);
        QSignalSpy issues(&f.workspace, &Workspace::issue);
        controller.generate({f.reference}, Fixture::settings());
        QVERIFY(controller.busy());
        QCOMPARE(controller.pending(f.reference).size(), std::size_t{4});
        controller.generate({f.reference}, Fixture::settings());  // on their way already
        QCOMPARE(controller.pending(f.reference).size(), std::size_t{4});
        QVERIFY(finished.wait());
        QCOMPARE(issues.count(), 0);
        QCOMPARE(steps.count(), 4);
        QVERIFY(!controller.busy());
        const auto variants = f.project().variants().of_reference(f.reference);
        QCOMPARE(variants.size(), std::size_t{5});  // with the fixture's own
        const auto added = std::find_if(variants.begin(), variants.end(),
                                        [](const VariantRecord& record) { return record.recipe.seed == 2; });
        QVERIFY(std::filesystem::exists(added->image));
        const auto boxes = load_boxes(f.session(), {BoxTarget::Kind::kVariant, added->id}).boxes;
        QCOMPARE(boxes.size(), std::size_t{1});
        QCOMPARE(f.session().class_name(boxes[0].class_id), QStringLiteral("bird"));
        QVERIFY(!f.pictures.variant(*added).empty());
    }

    void the_same_recipe_does_not_make_a_second_variant() {
        Fixture f;
        GenerationController controller(f.workspace, f.pictures, f.jobs, painting_factory());
        QSignalSpy finished(&controller, &GenerationController::finished);
        controller.generate({f.reference}, Fixture::settings());
        QVERIFY(finished.wait());
        controller.generate({f.reference}, Fixture::settings());
        QVERIFY(finished.wait());
        QCOMPARE(f.project().variants().of_reference(f.reference).size(), std::size_t{5});
    }

    /// What two workers with two bundles report, interleaved: the first ladder's variant comes after the second's
    /// bundle was loaded. A queue of one device never mixes them, so the second job's work makes both reports; the
    /// first ladder is kept because it failed.
    void classes_are_those_of_the_bundle_that_made_the_variant() {
        Fixture f;
        const RowId other = f.add_reference("other.png");
        std::optional<GenerationCallbacks> first;
        const auto loaded = [](std::vector<std::string> classes) {
            BundleInfo info;
            info.classes = std::move(classes);
            return info;
        };
        const auto made = [](const GenerationRequest& request) {
            Variant variant;
            variant.recipe = request.recipe;
            variant.recipe.reference_hash = request.reference_hash;
            variant.recipe.size = {32, 32};
            variant.image = cv::Mat(32, 32, CV_8UC3, cv::Scalar(200, 100, 50));
            variant.detections = {{{1, 1, 20, 20}, 1, 0.8}};
            return variant;
        };
        const auto factory = [&](std::filesystem::path, GeneratorOptions, GenerationRequest request,
                                 GenerationCallbacks callbacks) -> JobWork {
            return [&, request, callbacks](const JobContext&) {
                if (!first) {
                    first = callbacks;
                    first->on_bundle(loaded({"cat", "bird"}));
                    throw IoError("The disk is full.");
                }
                callbacks.on_bundle(loaded({"cat", "ship"}));
                first->on_variant(0, made(request));
                callbacks.on_variant(0, made(request));
            };
        };
        GenerationController controller(f.workspace, f.pictures, f.jobs, factory);
        GenerationSettings settings = Fixture::settings();
        settings.ratios = {0.3};
        settings.seeds = {1};
        controller.generate({f.reference, other}, settings);
        QTRY_VERIFY(!controller.busy());
        const auto class_of_new = [&](RowId reference) {
            const RowId newest = f.project().variants().of_reference(reference).front().id;
            return f.session().class_name(
                load_boxes(f.session(), {BoxTarget::Kind::kVariant, newest}).boxes[0].class_id);
        };
        QCOMPARE(class_of_new(other), QStringLiteral("ship"));
        QCOMPARE(class_of_new(f.reference), QStringLiteral("bird"));
    }

    void failures_are_told() {
        Fixture f;
        GenerationController controller(f.workspace, f.pictures, f.jobs, painting_factory([](std::stop_token) {
                                            throw ResourceError("Not enough memory.");
                                        }));
        QSignalSpy finished(&controller, &GenerationController::finished);
        QSignalSpy issues(&f.workspace, &Workspace::issue);
        controller.generate({f.reference, 4711}, Fixture::settings());
        QVERIFY(finished.wait());
        QCOMPARE(issues.count(), 2);  // the reference that does not exist, and the memory
        QVERIFY(issues[1][0].toString().contains(QStringLiteral("Not enough memory.")));
        QVERIFY(controller.status().isEmpty());
    }

    void closing_the_project_drops_what_is_on_its_way() {
        Fixture f;
        std::atomic<bool> started = false;
        GenerationController controller(f.workspace, f.pictures, f.jobs,
                                        painting_factory([&started](std::stop_token stop) {
                                            started = true;
                                            while (!stop.stop_requested()) {
                                                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                            }
                                        }));
        controller.generate({f.reference}, Fixture::settings());
        QTRY_VERIFY(started.load());
        f.reopen();
        QVERIFY(!controller.busy());
        QTest::qWait(50);
        QCOMPARE(f.project().variants().of_reference(f.reference).size(), std::size_t{1});
    }
};

DESTUDIO_GUI_TEST(GenerationControllerTest)

}  // namespace destudio::generation_controller_test

#include "generation_controller_test.moc"
