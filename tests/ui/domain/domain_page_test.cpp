// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/domain_page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <atomic>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"
#include "tests/ui/drop_files.h"
#include "ui/base/user_settings.h"
#include "ui/domain/domain_texts.h"
#include "ui/domain/sample_timeline.h"
#include "ui/jobs/job_queue_signals.h"
#include "widgets/charts/curve_plot.h"

namespace destudio::domain_page_test {

using domain::DomainPlan;
using domain::DomainStage;
using domain::StageState;

namespace {

/// Writes two sample sheets and a log, then works until it is stopped or let go.
struct FakeStages {
    std::atomic<bool> finish = false;
    std::atomic<bool> fail = false;

    ui::DomainWork work() {
        ui::DomainWork work = ui::product_domain_work();
        work.run = [this](const std::filesystem::path& folder, DomainStage stage, std::stop_token stop,
                          const ProgressSink& progress) { run(folder, stage, stop, progress); };
        return work;
    }

private:
    void run(const std::filesystem::path& folder, DomainStage stage, const std::stop_token& stop,
             const ProgressSink& progress) const {
        DomainPlan plan = domain::read_plan(folder);
        plan.base_steps = 1000;
        for (const char* name : {"diffusion-00000000.png", "diffusion-00000500.png"}) {
            save_png(plan.base() / "samples" / name, cv::Mat(64, 96, CV_8UC3, cv::Scalar(90, 30, 30)));
        }
        write_file_atomically(plan.base() / "log.jsonl",
                              "{\"stage\":\"diffusion\",\"step\":499,\"loss\":0.1,\"seconds_left\":7500}\n"
                              "{\"stage\":\"diffusion-evaluation\",\"step\":500,\"held_out_loss\":0.2}\n");
        const auto end_as = [&plan, stage](StageState state, const std::string& sentence) {
            plan.stage(stage) = {state, sentence, 60, {{"steps", 1000}}};
            domain::write_plan(plan);
        };
        while (!finish) {
            progress({"diffusion", 500, 1000});
            if (fail) {
                end_as(StageState::kFailed, "The disk is full.");
                throw IoError("The disk is full.");
            }
            if (stop.stop_requested()) {
                end_as(StageState::kStopped, {});
                throw_if_stopped(stop);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        end_as(StageState::kFinished, {});
    }
};

struct Shown {
    explicit Shown(FakeStages& stages)
        : controller(jobs, stages.work()), page(std::make_unique<ui::DomainPage>(controller)) {
        page->resize(1240, 720);
        page->show();
    }
    template <class Widget>
    Widget* find(const char* name) const {
        return page->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }

    ui::JobQueueSignals jobs;
    ui::DomainController controller;
    std::unique_ptr<ui::DomainPage> page;
};

}  // namespace

class DomainPageTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString in(const QString& name) const { return m_dir.filePath(name); }

private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("HOME", m_dir.path().toLocal8Bit());  // where documents are kept
        std::filesystem::create_directories(in(QStringLiteral("cells")).toStdString());
        for (int i = 0; i < 3; ++i) {
            save_png(in(QStringLiteral("cells/%1.png").arg(i)).toStdString(),
                     cv::Mat(48, 64, CV_8UC3, cv::Scalar(60 * i, 120, 90)));
        }
    }
    void init() { ui::UserSettings().set_last_domain({}); }

    void a_dropped_folder_is_looked_at_and_learned() {
        FakeStages stages;
        Shown s(stages);
        QVERIFY(!s.find<QPushButton>("domain_start")->isEnabled());
        QVERIFY(test::drop_files(*s.page, {in(QStringLiteral("cells"))}));
        QTRY_VERIFY(s.controller.survey().has_value());
        QVERIFY2(s.text("domain_survey").contains(QStringLiteral("3 pictures, 0 of them labelled")),
                 qPrintable(s.text("domain_survey")));
        QVERIFY(s.text("domain_survey").contains(QStringLiteral("64 × 48")));
        QCOMPARE(s.find<QLineEdit>("domain_name")->text(), QStringLiteral("cells"));
        s.find<QComboBox>("domain_start_from")->setCurrentIndex(1);  // nothing
        s.find<QComboBox>("domain_budget")->setCurrentIndex(0);
        s.click("domain_start");
        QTRY_VERIFY(s.controller.busy());
        QTRY_VERIFY2(s.text("domain_state_base_model").contains(QStringLiteral("step 500 of 1000; 2 h 5 min left")),
                     qPrintable(s.text("domain_state_base_model")));
        QTRY_COMPARE(s.find<ui::SampleTimeline>("domain_samples")->shown(), 1);
        QTRY_COMPARE(s.find<widgets::CurvePlot>("domain_loss")->curves().size(), std::size_t{2});
        s.find<QSlider>("domain_time")->setValue(0);
        QVERIFY(s.text("domain_sample_caption").contains(QStringLiteral("step 0")));
        QVERIFY2(s.text("domain_state_adapter").contains(QStringLiteral("none of the 3 has a box")),
                 qPrintable(s.text("domain_state_adapter")));
        QVERIFY(!s.find<QPushButton>("domain_start_adapter")->isEnabled());

        s.click("domain_stop_base_model");
        QTRY_VERIFY(!s.controller.busy());
        QVERIFY2(s.text("domain_state_base_model").contains(QStringLiteral("Stopped after 1 min")),
                 qPrintable(s.text("domain_state_base_model")));
    }

    void a_restart_shows_where_it_was_and_goes_on() {
        FakeStages stages;
        {
            Shown s(stages);
            s.page->look_at(in(QStringLiteral("cells")));
            QTRY_VERIFY(s.controller.survey().has_value());
            s.find<QLineEdit>("domain_name")->setText(QStringLiteral("again"));
            s.find<QComboBox>("domain_start_from")->setCurrentIndex(1);
            s.click("domain_start");
            QTRY_VERIFY(s.controller.busy());
            QTRY_VERIFY(s.controller.progress().done > 0);
        }  // the program ends: the stage stops
        Shown s(stages);
        QTRY_VERIFY(s.controller.plan().has_value());
        QCOMPARE(s.controller.plan()->choices.name, std::string("again"));
        QVERIFY(s.controller.plan()->stage(DomainStage::kBaseModel).state == StageState::kStopped);
        QTRY_COMPARE(s.find<ui::SampleTimeline>("domain_samples")->shown(), 1);
        QCOMPARE(s.find<QPushButton>("domain_start_base_model")->text(), QStringLiteral("Resume"));

        stages.fail = true;
        s.click("domain_start_base_model");
        QTRY_VERIFY(s.controller.plan()->stage(DomainStage::kBaseModel).state == StageState::kFailed);
        QVERIFY(s.text("domain_state_base_model").contains(QStringLiteral("The disk is full.")));
        stages.fail = false;
        stages.finish = true;
        QSignalSpy wanted(s.page.get(), &ui::DomainPage::project_wanted);
        s.click("domain_start_base_model");
        // Nothing is labelled, so the adapter is left waiting; the ladder is started by hand.
        QTRY_VERIFY(s.controller.plan()->is_finished(DomainStage::kBaseModel) && !s.controller.busy());
        s.click("domain_start_ladder");
        QTRY_VERIFY(s.controller.plan()->is_finished(DomainStage::kLadder) && !s.controller.busy());
        s.click("domain_open");
        QCOMPARE(wanted.size(), 1);
        QVERIFY(wanted.front().front().toString().endsWith(QStringLiteral("again.destudio")));
    }

    void what_is_no_picture_is_said() {
        FakeStages stages;
        Shown s(stages);
        s.page->look_at(in(QStringLiteral("nowhere")));
        QTRY_VERIFY(!s.text("domain_problem").isEmpty());
        QVERIFY(!s.find<QPushButton>("domain_start")->isEnabled());
    }
};

DESTUDIO_GUI_TEST(DomainPageTest)

}  // namespace destudio::domain_page_test

#include "domain_page_test.moc"
