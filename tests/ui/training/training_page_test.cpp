// SPDX-License-Identifier: Apache-2.0
#include "ui/training/training_page.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/training/training_window.h"
#include "ui/generate/adapter_chooser.h"
#include "ui/training/training_form.h"
#include "ui/training/training_run_model.h"
#include "widgets/charts/curve_plot.h"
#include "widgets/grids/sample_grid.h"

namespace destudio::training_page_test {

using test::TrainingWindow;

namespace {

/// Types a number into a spin box as a person does.
void type(QWidget* field, const QString& text) {
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Tab);
}

/// A short training on the references.
void fill(const TrainingWindow& w, const QString& steps) {
    w.window->show_page(ui::Page::kTraining);
    w.rest();
    type(w.find<QSpinBox>("training_steps"), steps);
    type(w.find<QSpinBox>("training_batch"), QStringLiteral("1"));
    w.find<QComboBox>("training_dtype")->setCurrentText(QStringLiteral("float32"));
}

}  // namespace

class TrainingPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void trains_and_uses_the_adapter() {
        const TrainingWindow w;
        fill(w, QStringLiteral("5"));
        QVERIFY(!w.find<QLabel>("training_problem")->isVisible());
        w.click("training_start");
        QVERIFY(w.window->training().busy());
        QVERIFY(!w.find<QWidget>("training_start")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->training().busy(), 60'000);
        auto* loss = w.find<widgets::CurvePlot>("training_loss");
        QTRY_COMPARE(loss->curves().at(0).points.size(), std::size_t{5});
        QTRY_COMPARE(w.find<widgets::CurvePlot>("training_ap")->curves().at(0).points.size(), std::size_t{5});
        QTRY_COMPARE(w.find<widgets::SampleGrid>("training_samples")->samples().size(), std::size_t{1});
        QVERIFY2(w.text("training_state").contains("finished"), qPrintable(w.text("training_state")));
        QVERIFY2(w.text("training_result").contains("best adapter"), qPrintable(w.text("training_result")));
        auto* runs = w.find<QTableView>("training_runs");
        QTRY_COMPARE(runs->model()->rowCount(), 1);
        QTRY_COMPARE(runs->model()->index(0, ui::TrainingRunModel::kStepsColumn).data().toString(),
                     QStringLiteral("5"));

        // The curve tells its values to the keyboard as well.
        loss->setFocus();
        QTest::keyClick(loss, Qt::Key_Left);
        QVERIFY(loss->accessibleDescription().contains("loss"));

        w.click("training_use");
        w.rest();
        const auto adapter = w.project().settings().generation().adapter;
        QCOMPARE(adapter.parent_path().filename().string(), std::string("run-001"));
        QVERIFY(std::filesystem::exists(adapter / "model.safetensors"));
        QTRY_VERIFY(w.window->findChild<QLabel*>(QStringLiteral("adapter_name"))->toolTip().contains("run-001"));
    }

    void pauses_resumes_and_stops() {
        const TrainingWindow w;
        fill(w, QStringLiteral("4000"));
        w.click("training_start");
        QTRY_VERIFY_WITH_TIMEOUT(w.window->training().progress().done > 1, 60'000);
        w.click("training_pause");
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->training().busy(), 60'000);
        QVERIFY2(w.text("training_state").contains("paused"), qPrintable(w.text("training_state")));
        const auto checkpoint = w.window->training().folder() / "adapter-checkpoint.safetensors";
        QVERIFY(std::filesystem::exists(checkpoint));
        QTRY_VERIFY(w.find<QWidget>("training_resume")->isVisible());
        const auto done = w.window->training().progress().done;

        w.click("training_resume");
        QTRY_VERIFY_WITH_TIMEOUT(w.window->training().progress().done > done, 60'000);
        w.click("training_stop");
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->training().busy(), 60'000);
        QVERIFY2(w.text("training_state").contains("stopped"), qPrintable(w.text("training_state")));
        QTRY_VERIFY(w.find<widgets::CurvePlot>("training_loss")->curves().at(0).points.size() >
                    static_cast<std::size_t>(done));
    }

    void closing_the_project_pauses() {
        const TrainingWindow w;
        fill(w, QStringLiteral("4000"));
        w.click("training_start");
        QTRY_VERIFY_WITH_TIMEOUT(w.window->training().progress().done > 1, 60'000);
        w.window->projects().close();
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->training().busy(), 60'000);
        QVERIFY(std::filesystem::exists(w.window->training().folder() / "adapter-checkpoint.safetensors"));

        w.window->projects().open(w.files.project_file());
        test::wait_until_open(*w.window);
        QTRY_VERIFY(w.find<QWidget>("training_resume")->isVisible());
        QVERIFY2(w.text("training_state").contains("rests after step"), qPrintable(w.text("training_state")));
    }

    void fine_tuning_starts_from_the_adapter_in_use() {
        const TrainingWindow w;
        w.window->actions_of_window().fine_tune->trigger();
        w.rest();
        QCOMPARE(w.find<QComboBox>("training_start_from")->currentIndex(), 1);
        QVERIFY(!w.find<QWidget>("training_framework")->isEnabled());
        QVERIFY2(w.text("training_pictures_note").contains("12"), qPrintable(w.text("training_pictures_note")));
        const auto request = w.window->training_page()->form()->request();
        QVERIFY(request.has_value());
        QVERIFY(request->is_fine_tuning());
        QCOMPARE(request->start_from, w.files.bundle() / "adapter");
        QCOMPARE(request->recipe.framework, std::string("dino"));

        type(w.find<QSpinBox>("training_steps"), QStringLiteral("2"));
        type(w.find<QSpinBox>("training_batch"), QStringLiteral("1"));
        w.click("training_start");
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->training().busy(), 60'000);
        QTRY_VERIFY2(w.text("training_result").contains("Before: mAP"), qPrintable(w.text("training_result")));
        QVERIFY(w.text("training_result").contains("Held-out pictures: 3"));
    }

    void says_what_is_missing() {
        const TrainingWindow w;
        w.window->show_page(ui::Page::kTraining);
        w.rest();
        const auto states = [&w](VariantState state) {
            std::vector<std::pair<RowId, VariantState>> all;
            for (const auto& variant : w.project().variants().all()) {
                all.emplace_back(variant.id, state);
            }
            w.project().variants().set_states(all);
        };
        states(VariantState::kRejected);
        w.window->training_page()->form()->refresh();
        w.rest();
        w.window->training_page()->prepare_fine_tuning();
        QVERIFY(!w.find<QWidget>("training_start")->isEnabled());
        QVERIFY2(w.text("training_problem").contains("at least 10 variants"), qPrintable(w.text("training_problem")));
        w.window->training_page()->form()->choose_pictures(adaptation::PictureChoice::Kind::kWorld);
        QVERIFY(w.text("training_problem").contains("world"));
        w.window->training_page()->form()->choose_pictures(adaptation::PictureChoice::Kind::kDataset);
        QVERIFY(w.text("training_problem").contains("dataset"));
        QTest::keyClicks(w.find<QWidget>("training_dataset"), QStringLiteral("/nowhere"));
        QVERIFY(w.find<QWidget>("training_start")->isEnabled());
        w.click("training_start");
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->training().busy(), 60'000);
        QVERIFY2(w.window->message().contains("/nowhere"), qPrintable(w.window->message()));
    }

    void a_recipe_file_fills_the_fields() {
        const TrainingWindow w;
        w.window->show_page(ui::Page::kTraining);
        w.rest();
        auto* form = w.window->training_page()->form();
        const auto file = w.files.folder() / "recipe.json";
        write_file_atomically(file, R"({"framework":"dino","steps":77,"batch":3,"learning_rate":0.003,"seed":9})");
        form->load_recipe(file);
        QCOMPARE(w.find<QSpinBox>("training_steps")->value(), 77);
        QCOMPARE(w.find<QComboBox>("training_framework")->currentData().toString(), QStringLiteral("dino"));
        QCOMPARE(w.find<QDoubleSpinBox>("training_rate")->value(), 0.003);
        QVERIFY2(form->request().has_value(), qPrintable(form->problem()));
        QCOMPARE(form->request()->recipe.seed, std::uint64_t{9});
        write_file_atomically(file, R"({"stpes":77})");
        QVERIFY_EXCEPTION_THROWN(form->load_recipe(file), ConfigError);
    }

    void runs_are_a_sound_model() {
        ui::TrainingRunModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        adaptation::RunSummary first;
        first.folder = "/runs/run-001";
        first.steps = 10;
        first.steps_done = 4;
        adaptation::RunSummary second = first;
        second.folder = "/runs/run-002";
        second.ap = 0.5;
        model.set_runs({first, second});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.row_of("/runs/run-001"), 1);
        QCOMPARE(model.index(1, ui::TrainingRunModel::kStepsColumn).data().toString(), QStringLiteral("4 of 10"));
        QCOMPARE(model.index(1, ui::TrainingRunModel::kApColumn).data().toString(), QStringLiteral("–"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        first.steps_done = 5;
        model.set_runs({first, second});
        QCOMPARE(resets.count(), 0);
        model.set_runs({});
        QCOMPARE(model.rowCount(), 0);
    }

    void class_lists_are_compared() {
        QCOMPARE(ui::class_difference({"cat", "dog"}, {"dog", "cat"}), QString());
        const QString text = ui::class_difference({"cat", "fish"}, {"cat", "dog"});
        QVERIFY2(text.contains("cannot find: dog") && text.contains("also finds: fish"), qPrintable(text));
        QCOMPARE(ui::class_difference({"cat"}, {}), QString());
    }

    void an_adapter_that_cannot_be_read_changes_nothing() {
        const TrainingWindow w;
        auto* chooser = w.window->findChild<ui::AdapterChooser*>();
        emit chooser->chosen(w.files.folder() / "no-adapter");
        w.rest();
        QVERIFY(w.project().settings().generation().adapter.empty());
        QVERIFY2(w.window->message().contains("no-adapter"), qPrintable(w.window->message()));
    }
};

DESTUDIO_GUI_TEST(TrainingPageTest)

}  // namespace destudio::training_page_test

#include "training_page_test.moc"
