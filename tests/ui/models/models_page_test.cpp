// SPDX-License-Identifier: Apache-2.0
// The page with the user's models: what is listed, added, refused, used, made the default and forgotten.
#include "core/nn/torch.h"

#include "ui/models/models_page.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QtTest/QtTest>

#include "core/engine/model/model_places.h"
#include "core/nn/io/safetensors.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"
#include "tests/ui/drop_files.h"
#include "tests/ui/window_fixture.h"
#include "ui/generate/generate_panel.h"
#include "ui/models/library_controller.h"
#include "ui/models/model_table_model.h"
#include "ui/models/model_texts.h"

namespace destudio::models_page_test {

namespace fs = std::filesystem;

namespace {

/// A window whose user has one model in the models folder and others elsewhere.
class Models {
public:
    Models() {
        qputenv("XDG_DATA_HOME", (folder() / "data").string().c_str());
        qputenv("DESTUDIO_MODELS", (folder() / "built-in").string().c_str());
        test::write_tiny_bundle(folder() / "built-in", true);
        test::write_tiny_bundle(home() / "mine", false, 2);
        test::write_tiny_bundle(folder() / "elsewhere" / "other", false, 3);
        write_file_atomically(folder() / "broken.safetensors", "these are no tensors");
        {
            const auto project = Project::open(m_files.file());
            GenerationSettings settings = project->settings().generation();
            settings.bundle.clear();
            project->settings().set_generation(settings);
        }
        window = m_files.open();
        window->show_page(ui::Page::kModels);
        rest();
    }
    ~Models() {
        qunsetenv("XDG_DATA_HOME");
        qunsetenv("DESTUDIO_MODELS");
    }

    fs::path folder() const { return fs::weakly_canonical(m_files.folder()); }
    fs::path home() const { return folder() / "data" / "destudio" / "models"; }
    template <class Widget>
    Widget* find(const char* name) const {
        auto* found = window->findChild<Widget*>(QLatin1String(name));
        if (found == nullptr) {
            qFatal("There is no %s.", name);
        }
        return found;
    }
    QTableView* table() const { return find<QTableView>("models"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QString note() const { return find<QLabel>("models_note")->text(); }
    void choose(int row) const { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    int row_of(const QString& path) const {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (table()->model()->index(row, 0).data(Qt::ToolTipRole).toString() == path) {
                return row;
            }
        }
        return -1;
    }
    void click(const char* button) const {
        QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton);
        rest();
    }
    void rest() const {
        const auto is_quiet = [this] {
            return window->settled() && !window->findChild<ui::GeneratePanel*>()->looking_up();
        };
        if (!QTest::qWaitFor(is_quiet, 20'000)) {
            qFatal("The window does not come to rest.");
        }
        QCoreApplication::processEvents();
    }
    void drop(QWidget* on, const fs::path& path) const {
        QVERIFY(test::drop_files(*on, {QString::fromStdString(path.string())}));
        rest();
    }
    ui::GeneratePanel* panel() const { return window->findChild<ui::GeneratePanel*>(); }
    /// Changes one projection of the tiny bundles' U-Net.
    fs::path write_lora(const char* name, const std::map<std::string, std::string>& metadata) const {
        const std::string module = "lora_unet_down_blocks_0_attentions_0_proj_in";
        const auto path = folder() / name;
        nn::write_safetensors(path,
                              {{module + ".lora_down.weight", torch::full({2, 8}, 0.1)},
                               {module + ".lora_up.weight", torch::full({8, 2}, 0.1)}},
                              metadata);
        return path;
    }

    std::unique_ptr<test::TestWindow> window;

private:
    test::WindowFixture m_files;
};

}  // namespace

class ModelsPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void the_table_is_sound() {
        ui::ModelTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ListedModel listed;
        listed.path = "/models/some.safetensors";
        listed.report.family = models::Family::kLora;
        listed.report.base = models::Family::kStableDiffusionXl;
        listed.report.bytes = 228'000'000;
        listed.report.bytes_by_type = {{"F16", 228'000'000}, {"I64", 616}};
        model.set_models({listed});
        QCOMPARE(model.index(0, ui::ModelTableModel::kKindColumn).data().toString(),
                 QStringLiteral("LoRA for Stable Diffusion XL"));
        QCOMPARE(model.index(0, ui::ModelTableModel::kPrecisionColumn).data().toString(), QStringLiteral("float16"));
        QVERIFY(model.index(0, ui::ModelTableModel::kSizeColumn).data().toString().startsWith(QStringLiteral("228")));
        model.set_in_use(listed.path);
        QCOMPARE(model.index(0, ui::ModelTableModel::kStateColumn).data().toString(), QStringLiteral("in use"));
        model.set_models({});
        QCOMPARE(model.rowCount(), 0);
    }

    void lists_the_built_in_bundle_and_the_folder() {
        const Models m;
        QCOMPARE(m.table()->model()->rowCount(), 2);
        QCOMPARE(m.cell(0, ui::ModelTableModel::kNameColumn), QStringLiteral("Tiny"));
        QCOMPARE(m.cell(0, ui::ModelTableModel::kAbilityColumn), QStringLiteral("draws and labels"));
        QCOMPARE(m.cell(0, ui::ModelTableModel::kLicenceColumn), QStringLiteral("Apache-2.0"));
        QCOMPARE(m.cell(0, ui::ModelTableModel::kStateColumn), QStringLiteral("in use, built in"));
        QCOMPARE(m.cell(1, ui::ModelTableModel::kAbilityColumn), QStringLiteral("draws"));
        m.choose(1);
        QVERIFY(m.find<QLabel>("model_details")->text().contains(QStringLiteral("finds no boxes")));
        const QString fitting = m.find<QLabel>("models_fitting")->text();
        QVERIFY(fitting.contains(QString::fromStdString(m.home().string())));
        QVERIFY(fitting.contains(QStringLiteral("stable-diffusion-v1-5")));
        QVERIFY(m.find<QLabel>("models_summary")->text().contains(QStringLiteral("2")));
    }

    void what_is_dropped_is_added_and_forgotten() {
        const Models m;
        const fs::path other = m.folder() / "elsewhere" / "other";
        m.drop(m.window->pages().models(), other);
        const int row = m.row_of(QString::fromStdString(other.string()));
        QVERIFY2(row > 0, qPrintable(m.note()));
        QCOMPARE(m.table()->currentIndex().row(), row);
        m.click("model_forget");
        QCOMPARE(m.row_of(QString::fromStdString(other.string())), -1);
        QVERIFY(fs::exists(other / "model_index.json"));
        QVERIFY(m.note().contains(QStringLiteral("off the list")));
        // The built-in one stays.
        m.choose(0);
        QVERIFY(!m.find<QAbstractButton>("model_forget")->isEnabled());
        QTest::keyClick(m.table(), Qt::Key_Delete);
        m.rest();
        QCOMPARE(m.table()->model()->rowCount(), 2);
    }

    void a_bad_file_gives_one_sentence_and_is_not_added() {
        const Models m;
        m.drop(m.window->pages().models(), m.folder() / "broken.safetensors");
        QCOMPARE(m.table()->model()->rowCount(), 2);
        QVERIFY2(m.note().contains(QStringLiteral("broken.safetensors")), qPrintable(m.note()));
        QCOMPARE(m.find<QLabel>("models_note")->property("role").toString(), QStringLiteral("error"));
    }

    void several_changes_are_all_made() {
        const Models m;
        ui::LibraryController& library = m.window->controllers().library;
        library.refresh();
        library.add({QString::fromStdString((m.folder() / "elsewhere").string())});
        library.set_default(QString::fromStdString((m.home() / "mine").string()));
        library.forget(QString::fromStdString((m.folder() / "nothing").string()));
        QSignalSpy failed(&library, &ui::LibraryController::failed);
        m.rest();
        QCOMPARE(m.table()->model()->rowCount(), 3);
        QVERIFY(model_library().default_model() == m.home() / "mine");
        QCOMPARE(failed.count(), 1);
        QVERIFY(
            m.cell(m.row_of(QString::fromStdString((m.home() / "mine").string())), ui::ModelTableModel::kStateColumn)
                .contains(QStringLiteral("default")));
    }

    void a_model_is_used_for_the_project_and_made_the_default() {
        const Models m;
        m.choose(1);
        m.click("model_use");
        QVERIFY(m.panel()->bundle() == m.home() / "mine");
        QVERIFY(m.window->workspace().session()->project().settings().generation().bundle == m.home() / "mine");
        QVERIFY(m.cell(1, ui::ModelTableModel::kStateColumn).contains(QStringLiteral("in use")));
        m.click("model_default");
        QVERIFY(model_library().default_model() == m.home() / "mine");
        m.click("model_default");
        QVERIFY(model_library().default_model().empty());
        m.choose(0);
        m.click("model_use");
        QVERIFY(m.panel()->bundle().empty());
    }

    void without_a_project_it_is_the_windows_model() {
        const Models m;
        m.window->projects().close();
        m.choose(1);
        QCOMPARE(m.find<QAbstractButton>("model_use")->text(), QStringLiteral("Use in this window"));
        m.click("model_use");
        QVERIFY(m.panel()->bundle() == m.home() / "mine");
    }

    void a_model_file_that_is_dropped_on_the_window_leads_here() {
        const Models m;
        m.window->show_page(ui::Page::kLadder);
        m.drop(m.window.get(), m.folder() / "broken.safetensors");
        QVERIFY(m.window->pages().page() == ui::Page::kModels);
        QVERIFY(m.note().contains(QStringLiteral("broken.safetensors")));
    }

    void a_lora_is_merged_and_remembered_with_the_project() {
        const Models m;
        const auto file = m.write_lora("style.safetensors", {});
        m.drop(m.window->pages().models(), file);
        m.choose(m.row_of(QString::fromStdString(file.string())));
        QCOMPARE(m.find<QAbstractButton>("model_use")->text(), QStringLiteral("Add to the LoRA list"));
        m.click("model_use");
        QTRY_COMPARE(m.panel()->settings()->loras.size(), std::size_t{1});
        auto* strength = m.find<QDoubleSpinBox>("lora_strength_0");
        strength->setValue(0.4);
        QTRY_VERIFY(m.window->workspace().session()->project().settings().generation().loras ==
                    std::vector<LoraChoice>({{file, 0.4}}));
        QVERIFY(m.window->message().contains(QStringLiteral("changes 1 modules")));
    }

    void a_few_step_lora_sets_the_steps_and_gives_them_back() {
        const Models m;
        auto* steps = m.find<QSpinBox>("steps");
        auto* sampler = m.find<QComboBox>("sampler");
        auto* guidance = m.find<QDoubleSpinBox>("guidance");
        steps->setValue(25);
        const QString before = sampler->currentText();
        const double guidance_before = guidance->value();
        m.panel()->add_lora(m.write_lora("fast.safetensors", {{"modelspec.title", "LCM LoRA"}}));
        QTRY_COMPARE(steps->value(), 4);
        QCOMPARE(sampler->currentData().toInt(), static_cast<int>(Sampler::kLcm));
        QCOMPARE(guidance->value(), 1.0);
        QVERIFY2(m.window->message().contains(QStringLiteral("4 steps")), qPrintable(m.window->message()));
        QTest::mouseClick(m.find<QAbstractButton>("remove_lora_0"), Qt::LeftButton);
        QCOMPARE(steps->value(), 25);
        QCOMPARE(sampler->currentText(), before);
        QCOMPARE(guidance->value(), guidance_before);
    }

    void another_model_takes_the_lora_off_and_says_so() {
        const Models m;
        m.panel()->add_lora(m.write_lora("style.safetensors", {}));
        QTRY_COMPARE(m.panel()->settings()->loras.size(), std::size_t{1});
        m.choose(1);
        m.click("model_use");
        QVERIFY(m.panel()->settings()->loras.empty());
        QVERIFY2(m.window->message().contains(QStringLiteral("LoRA files were taken off")),
                 qPrintable(m.window->message()));
    }
};

DESTUDIO_GUI_TEST(ModelsPageTest)

}  // namespace destudio::models_page_test

#include "models_page_test.moc"
