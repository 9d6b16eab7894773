// SPDX-License-Identifier: Apache-2.0
// More like this, less and more change, re-runs and presets, by key and by mouse.
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryFile>
#include <QToolButton>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/preset_menu.h"
#include "ui/generate/rerun_report.h"
#include "ui/generate/variation.h"

namespace destudio::variation_test {

using ui::Variation;

namespace {

VariantRecord record(RowId id, double ratio, std::uint64_t seed, int steps = 30) {
    VariantRecord record;
    record.id = id;
    record.recipe.encode_ratio = ratio;
    record.recipe.seed = seed;
    record.recipe.steps = steps;
    record.recipe.prompt = "A cat.";
    return record;
}

double ratio_of(Variation variation, const VariantRecord& variant) {
    const auto plan = ui::plan_variation(variation, variant, {variant}, {}, {});
    return plan ? plan->settings.ratios.at(0) : -1;
}

/// A window whose project has one ladder: seeds 1 and 2 at ratios 0.5 and 1, 4 steps.
struct Fixture {
    test::WindowFixture files;
    std::unique_ptr<test::TestWindow> window = files.open();

    Fixture() {
        press(Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([this] { return !window->generation().busy() && variants().size() == 4; }, 10'000)) {
            qFatal("The ladder was not made: %s", qPrintable(window->message()));
        }
        select(variants().front());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) const { QTest::keyClick(window.get(), key, modifiers); }
    std::vector<VariantRecord> variants() const {
        return window->workspace().session()->project().variants().of_reference(window->workspace().reference());
    }
    void select(const VariantRecord& variant) const {
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, variant.id});
    }
    QDialog* report() const { return window->findChild<QDialog*>(QStringLiteral("rerun_report")); }
    template <class Widget>
    Widget* field(const char* name) const {
        return window->findChild<Widget*>(QLatin1String(name));
    }
};

}  // namespace

class VariationTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_presets.open());
        QVERIFY(m_presets.remove());
        qputenv("DESTUDIO_PRESETS", m_presets.fileName().toUtf8());
    }

    void ratios_go_by_tenths_and_whole_steps() {
        QCOMPARE(ratio_of(Variation::kMoreChange, record(1, 0.3, 1)), 0.4);
        QCOMPARE(ratio_of(Variation::kLessChange, record(1, 0.3, 1)), 0.2);
        QCOMPARE(ratio_of(Variation::kLessChange, record(1, 0.35, 1)), 0.3);
        QCOMPARE(ratio_of(Variation::kMoreChange, record(1, 0.35, 1)), 0.4);
        QCOMPARE(ratio_of(Variation::kMoreChange, record(1, 1.0, 1)), -1.0);
        QCOMPARE(ratio_of(Variation::kLessChange, record(1, 0.1, 1)), -1.0);
        QCOMPARE(ratio_of(Variation::kMoreChange, record(1, 0.5, 1, 4)), 0.8);    // 2 steps to 3
        QCOMPARE(ratio_of(Variation::kLessChange, record(1, 0.25, 1, 4)), -1.0);  // 1 step is the least
    }

    void what_exists_is_found() {
        const auto at = [](double ratio, RowId id) { return record(id, ratio, 1); };
        auto other = at(0.4, 3);
        other.recipe.guidance_scale = 2;
        const std::vector<VariantRecord> all{at(0.3, 1), other, at(0.401, 4)};
        const auto plan = ui::plan_variation(Variation::kMoreChange, all[0], all, {}, {});
        QCOMPARE(plan->existing.value_or(0), RowId{4});
        const auto seed = ui::plan_variation(Variation::kMoreLikeThis, all[0], all, {2, 3}, {});
        QCOMPARE(seed->settings.seeds.at(0), std::uint64_t{4});
        QCOMPARE(seed->settings.ratios.at(0), 0.3);
    }

    void keys_vary_the_current_variant() {
        const Fixture f;
        f.press(Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(f.variants().size(), std::size_t{5});
        QCOMPARE(f.variants().back().recipe.seed, std::uint64_t{3});
        QCOMPARE(f.variants().back().recipe.encode_ratio, 0.5);
        f.press(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(f.variants().size(), std::size_t{6});
        QCOMPARE(f.variants().at(1).recipe.encode_ratio, 0.8);
        QCOMPARE(f.variants().at(1).recipe.seed, std::uint64_t{1});
        f.press(Qt::Key_Right, Qt::AltModifier);  // there already: it is shown
        QTRY_COMPARE(f.window->workspace().target()->id, f.variants().at(1).id);
        QCOMPARE(f.variants().size(), std::size_t{6});
        f.select(f.variants().front());
        f.press(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(f.variants().size(), std::size_t{7});
        QCOMPARE(f.variants().front().recipe.encode_ratio, 0.4);
        f.select(f.variants().front());
        f.press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(f.window->message().contains(QStringLiteral("ratio")));
    }

    void a_re_run_is_compared() {
        const Fixture f;
        f.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(f.report() != nullptr);
        QCOMPARE(f.report()->findChild<QLabel*>(QStringLiteral("rerun_verdict"))->text(),
                 QStringLiteral("The re-run is the same as the original"));
        QVERIFY(f.report()
                    ->findChild<QLabel*>(QStringLiteral("rerun_sentences"))
                    ->text()
                    .contains(QStringLiteral("byte for byte")));
        QCOMPARE(f.variants().size(), std::size_t{4});
        f.report()->close();
        QTRY_VERIFY(f.report() == nullptr);
        f.window->activateWindow();  // what a window manager does
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        // The original's file was changed meanwhile.
        save_png(f.variants().front().image, cv::Mat(96, 128, CV_8UC3, cv::Scalar(1, 2, 3)));
        f.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(f.report() != nullptr);
        QCOMPARE(f.report()->findChild<QLabel*>(QStringLiteral("rerun_verdict"))->text(),
                 QStringLiteral("The re-run is not the same as the original"));
        QVERIFY(f.report()
                    ->findChild<QLabel*>(QStringLiteral("rerun_sentences"))
                    ->text()
                    .contains(QStringLiteral("pixels differ (100 %)")));
    }

    void a_recipe_from_a_file_becomes_a_variant() {
        const Fixture f;
        Recipe recipe = f.variants().front().recipe;
        recipe.seed = 99;
        recipe.crop = {0, 0, 128, 96};
        const auto file = f.files.folder() / "recipe.json";
        write_file_atomically(file, nlohmann::json(recipe).dump());
        f.window->reruns().rerun_file(file, "bundle", {});
        QTRY_COMPARE(f.variants().size(), std::size_t{5});
        QCOMPARE(f.variants().back().recipe.seed, std::uint64_t{99});
        recipe.reference_hash = "of another picture";
        write_file_atomically(file, nlohmann::json(recipe).dump());
        f.window->reruns().rerun_file(file, "bundle", {});
        QVERIFY(f.window->message().contains(QStringLiteral("recipe.json")));
        // A picture that carries its recipe is compared with, too.
        f.window->reruns().rerun_file(f.variants().back().image, "bundle", {});
        QTRY_VERIFY(f.report() != nullptr);
        QCOMPARE(f.variants().size(), std::size_t{5});
    }

    void differences_are_told_in_sentences() {
        RerunComparison comparison;
        comparison.picture.pixels = 2;
        comparison.picture.largest = 9;
        comparison.picture.mean = 0.125;
        comparison.picture.image = cv::Mat(2, 2, CV_8UC3, cv::Scalar(0, 0, 0));
        comparison.compared_detections = true;
        comparison.lost_detections = 1;
        comparison.recipe = {{"bundle_hash", "0123456789abcdef", "fedcba9876543210"}};
        const QStringList sentences = ui::rerun_sentences(comparison);
        QCOMPARE(sentences.size(), 3);
        QVERIFY(sentences[0].startsWith(QStringLiteral("2 pixels differ (50 %)")));
        QVERIFY(sentences[1].contains(QStringLiteral("1 of the original")));
        QVERIFY(sentences[2].contains(QStringLiteral("0123456789ab then")));
    }

    void presets_are_saved_and_applied() {
        const Fixture f;
        auto* presets = f.window->findChild<ui::GeneratePanel*>()->presets();
        f.field<QLineEdit>("negative_prompt")->setText(QStringLiteral("rain"));
        f.field<QSpinBox>("steps")->setValue(8);
        QVERIFY(presets->save(QStringLiteral(" Dry ")));
        f.field<QSpinBox>("steps")->setValue(4);
        f.field<QLineEdit>("negative_prompt")->clear();
        f.field<QLineEdit>("seeds")->setText(QStringLiteral("11"));
        // By key and menu, as a person does.
        const auto choose = [&](const QString& name) {
            QTimer::singleShot(0, presets, [presets, name] {
                for (QAction* action : presets->actions()) {
                    if (action->text() == name) {
                        action->trigger();
                    }
                }
                presets->close();
            });
            QTest::mouseClick(f.field<QToolButton>("presets"), Qt::LeftButton);
        };
        choose(QStringLiteral("Dry"));
        QTRY_COMPARE(f.field<QSpinBox>("steps")->value(), 8);
        QCOMPARE(f.field<QLineEdit>("negative_prompt")->text(), QStringLiteral("rain"));
        QCOMPARE(f.field<QLineEdit>("seeds")->text(), QStringLiteral("11"));
        choose(QStringLiteral("Photo, the paper's words"));
        QTRY_VERIFY(f.field<QLineEdit>("prompt_suffix")->text().contains(QStringLiteral("highly detailed")));
        QVERIFY(f.field<QLineEdit>("negative_prompt")->text().contains(QStringLiteral("bad anatomy")));
        QVERIFY(presets->rename(QStringLiteral("Dry"), QStringLiteral("No rain")));
        QVERIFY(!presets->rename(QStringLiteral("Dry"), QStringLiteral("Again")));
        QVERIFY(f.window->message().contains(QStringLiteral("Dry")));
        QVERIFY(presets->remove(QStringLiteral("No rain")));
    }

    void the_suffix_ends_every_prompt() {
        const Fixture f;
        f.field<QLineEdit>("prompt_suffix")->setText(QStringLiteral("soft light"));
        f.field<QLineEdit>("seeds")->setText(QStringLiteral("50"));
        f.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(f.variants().size(), std::size_t{6});
        QCOMPARE(f.variants().back().recipe.prompt, std::string("A cat, soft light"));
    }

    void every_setting_is_reachable() {
        const Fixture f;
        auto* more = f.field<QToolButton>("more_settings");
        QVERIFY(more->isChecked());  // the fixture reads boxes from the last step, which is not as usual
        QTest::mouseClick(f.field<QToolButton>("roll_seed"), Qt::LeftButton);
        f.field<QComboBox>("sampler")->setCurrentIndex(1);
        f.field<QDoubleSpinBox>("eta")->setValue(0.5);
        f.field<QComboBox>("label_step")->setCurrentIndex(2);
        f.field<QComboBox>("precision")->setCurrentIndex(1);
        f.field<QComboBox>("prompt_source")->setCurrentIndex(1);
        const auto settings = f.window->findChild<ui::GeneratePanel*>()->settings();
        QVERIFY(settings.has_value());
        QVERIFY(settings->sampler == Sampler::kDdim);
        QCOMPARE(settings->eta, 0.5);
        QVERIFY(settings->label_step == LabelStep::kT1);
        QVERIFY(settings->precision == Precision::kFloat32);
        QVERIFY(settings->prompt_source == PromptSource::kClasses);
        QCOMPARE(settings->seeds.size(), std::size_t{1});
        for (const char* name : {"prompt_suffix", "negative_prompt", "ratios", "seeds"}) {
            QVERIFY2(f.field<QWidget>(name)->toolTip().contains(QStringLiteral("(Alt+")), name);
        }
    }

private:
    QTemporaryFile m_presets;
};

DESTUDIO_GUI_TEST(VariationTest)

}  // namespace destudio::variation_test

#include "variation_test.moc"
