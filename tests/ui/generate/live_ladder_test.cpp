// SPDX-License-Identifier: Apache-2.0
// The picture that follows the hand: the newest order alone, nothing kept, and the same as Generate makes.
#include "tests/support/tiny_bundle.h"

#include "ui/generate/live_ladder.h"

#include <QSignalSpy>
#include <QtTest/QtTest>
#include <atomic>
#include <thread>

#include "core/base/cancellation.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "widgets/base/image_conversion.h"

namespace destudio::live_ladder_test {

using namespace destudio::ui;
using destudio::test::UiFixture;

namespace {

/// What the painting worker did.
struct Worker {
    std::atomic<int> begun{0};
    std::atomic<int> cancelled{0};
    std::atomic<int> at_work{0};
    std::atomic<int> most_at_work{0};
    std::atomic<int> step_ms{0};
};

/// Four steps, then a picture whose color tells the ratio.
GenerationJobFactory painter(const std::shared_ptr<Worker>& worker) {
    return [worker](std::filesystem::path, GeneratorOptions, GenerationRequest request,
                    GenerationCallbacks callbacks) -> JobWork {
        return [worker, request, callbacks](const JobContext& context) {
            ++worker->begun;
            worker->most_at_work = std::max<int>(worker->most_at_work, ++worker->at_work);
            BundleInfo info;
            info.classes = {"cat"};
            callbacks.on_bundle(info);
            for (int step = 1; step <= 4; ++step) {
                std::this_thread::sleep_for(std::chrono::milliseconds(worker->step_ms));
                if (context.stop.now.stop_requested()) {
                    ++worker->cancelled;
                    --worker->at_work;
                    throw CancelledError();
                }
                callbacks.on_step({{0, step, 4}, cv::Mat(8, 8, CV_8UC3, cv::Scalar(step, 0, 0))});
            }
            Variant variant;
            variant.recipe = request.recipe;
            const double shade = std::round(request.rungs[0].encode_ratio * 100);
            variant.image = cv::Mat(32, 32, CV_8UC3, cv::Scalar(shade, double(request.rungs[0].seed), 0));
            variant.detections = {{{1, 1, 20, 20}, 0, 0.8}};
            callbacks.on_variant(0, variant);
            --worker->at_work;
        };
    };
}

struct Fixture : UiFixture {
    std::shared_ptr<Worker> worker = std::make_shared<Worker>();
    GenerationSettings settings;

    Fixture() {
        const auto path = project().references().get(reference).path;
        std::filesystem::create_directories(path.parent_path());
        cv::Mat picture(64, 64, CV_8UC3, cv::Scalar(90, 160, 70));
        picture(cv::Rect(16, 20, 24, 30)) = cv::Scalar(220, 60, 40);
        save_png(path, picture);
        settings.bundle = "bundle";  // never opened: the painter is no model
        settings.prompt = "A cat.";
        settings.label_step = LabelStep::kLast;
        settings.steps = 10;
    }
};

int red_of(const LivePicture& live) {
    return qRed(live.picture.image().pixel(0, 0));
}

}  // namespace

class LiveLadderTest : public QObject {
    Q_OBJECT

private slots:
    void the_newest_order_alone_is_drawn() {
        Fixture f;
        f.worker->step_ms = 40;
        LiveLadder live(f.workspace, painter(f.worker));
        for (int hundredth = 30; hundredth <= 60; ++hundredth) {
            live.ask(f.settings, {hundredth / 100.0, 1});
            QTest::qWait(5);
        }
        QTRY_VERIFY(live.picture() && live.picture()->finished);
        QCOMPARE(red_of(*live.picture()), 60);
        QCOMPARE(live.picture()->rung.encode_ratio, 0.6);
        QVERIFY(live.picture()->seconds > 0);
        QVERIFY(!live.busy());
        QCOMPARE(f.worker->most_at_work.load(), 1);
        QVERIFY(f.worker->begun < 31);  // not one for each place
        QVERIFY(f.worker->cancelled > 0);
    }

    void nothing_is_written_and_ends_with_the_reference() {
        Fixture f;
        LiveLadder live(f.workspace, painter(f.worker));
        const auto before = f.project().variants().of_reference(f.reference).size();
        live.ask(f.settings, {0.5, 7});
        QTRY_VERIFY(live.picture() && live.picture()->finished);
        QCOMPARE(live.picture()->detections.size(), std::size_t{1});
        QCOMPARE(f.project().variants().of_reference(f.reference).size(), before);
        QVERIFY(f.project().jobs().all().empty());
        f.workspace.set_reference(0);
        QVERIFY(!live.picture());
    }

    void the_same_place_is_not_drawn_twice() {
        Fixture f;
        LiveLadder live(f.workspace, painter(f.worker));
        live.ask(f.settings, {0.5, 7});
        QTRY_VERIFY(live.picture()->finished);
        live.ask(f.settings, {0.5, 7});
        QVERIFY(!live.busy());
        live.ask(f.settings, {0.01, 7});  // no step of ten
        QVERIFY(!live.busy());
        f.settings.prompt = "A dog.";
        live.ask(f.settings, {0.5, 7});
        QVERIFY(live.busy());
        QVERIFY(!live.picture()->picture.empty());  // the one before, until there is a better one
        QTRY_VERIFY(live.picture()->finished);
        QCOMPARE(f.worker->begun.load(), 2);
    }

    void slow_work_shows_half_denoised_pictures() {
        Fixture f;
        f.worker->step_ms = 130;
        LiveLadder live(f.workspace, painter(f.worker));
        QList<int> steps;
        connect(&live, &LiveLadder::changed, &live, [&] {
            if (live.picture() && !live.picture()->finished && live.picture()->step > 0) {
                steps << live.picture()->step;
                QCOMPARE(red_of(*live.picture()), live.picture()->step);
            }
        });
        live.ask(f.settings, {0.5, 1});
        QTRY_VERIFY(live.picture()->finished);
        QVERIFY(steps.contains(3));
    }

    void ending_stops_and_closing_joins() {
        Fixture f;
        f.worker->step_ms = 50;
        {
            LiveLadder live(f.workspace, painter(f.worker));
            live.ask(f.settings, {0.5, 1});
            QTRY_COMPARE(f.worker->begun.load(), 1);
            live.end();
            QVERIFY(!live.busy());
            QTRY_COMPARE(f.worker->cancelled.load(), 1);
            live.ask(f.settings, {0.5, 2});
            QTRY_COMPARE(f.worker->begun.load(), 2);
        }
        QCOMPARE(f.worker->at_work.load(), 0);
    }

    void it_is_what_generate_makes() {
        Fixture f;
        QTemporaryDir folder;
        f.settings.bundle = std::filesystem::path(folder.path().toStdString()) / "tiny";
        at::set_num_threads(1);
        test::write_tiny_bundle(f.settings.bundle);
        f.settings.precision = Precision::kFloat32;
        const auto factory = product_job_factory();
        LiveLadder live(f.workspace, factory);
        live.ask(f.settings, {0.6, 3});
        QTRY_VERIFY_WITH_TIMEOUT(!live.busy(), 30'000);
        QVERIFY2(live.picture()->failure.isEmpty(), qPrintable(live.picture()->failure));

        std::vector<QImage> made;
        GenerationCallbacks callbacks;
        callbacks.on_bundle = [](const BundleInfo&) {};
        callbacks.on_step = [](const GenerationStep&) {};
        callbacks.on_variant = [&made](std::size_t, const Variant& variant) {
            made.push_back(widgets::to_qimage(variant.image).copy());
        };
        callbacks.on_reference = [](const FeatureVector&) {};
        StoredJob ladder;
        ladder.reference_id = f.reference;
        ladder.settings = f.settings;
        ladder.rungs = {{0.3, 3}, {0.6, 3}, {0.9, 4}};
        const Job job = make_ladder_job(factory, f.session(), ladder, std::make_shared<MadeRungs>(3), callbacks);
        JobContext context;
        context.progress = [](const Progress&) {};
        context.pause_point = [] {};
        job.work(context);
        QCOMPARE(made.size(), std::size_t{3});
        QVERIFY(live.picture()->picture.image().convertToFormat(QImage::Format_RGB888) ==
                made[1].convertToFormat(QImage::Format_RGB888));
    }
};

DESTUDIO_GUI_TEST(LiveLadderTest)

}  // namespace destudio::live_ladder_test

#include "live_ladder_test.moc"
