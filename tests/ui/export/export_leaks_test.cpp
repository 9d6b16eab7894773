// SPDX-License-Identifier: Apache-2.0
// What leaks is told before an export and refused until it is ticked; an export says which version it is.
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/engine/recipe/file_hash.h"
#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/export/export_page.h"

namespace destudio::export_leaks_test {

using namespace destudio::ui;
using destudio::test::ProjectFixture;
using destudio::test::UiFixture;

namespace {

/// Six accepted variants of six references.
struct LeakFixture : UiFixture {
    QTemporaryDir folder;
    std::filesystem::path held_out = std::filesystem::path(folder.path().toStdString()) / "held";
    ExportController exports{workspace};
    ExportPage page{workspace, exports};

    LeakFixture() {
        std::filesystem::create_directories(held_out / "images");
        cv::Mat picture(64, 64, CV_8UC3, cv::Scalar(20, 30, 40));
        picture(cv::Rect(10, 10, 20, 30)) = cv::Scalar(250, 240, 10);
        save_png(held_out / "images" / "photo.png", picture);
        write_file_atomically(
            held_out / "annotations.json",
            std::string_view(R"({"images":[{"id":1,"file_name":"photo.png","width":64,"height":64}],"annotations":[],)"
                             R"("categories":[{"id":1,"name":"cat"}]})"));
        for (int i = 0; i < 6; ++i) {
            Reference made_of;
            made_of.path = files.file.parent_path() / ("ref" + std::to_string(i) + ".png");
            made_of.hash = i == 0 ? file_sha256(held_out / "images" / "photo.png") : std::string(64, char('0' + i));
            made_of.size = {640, 480};
            const RowId id = project().references().add(made_of);
            Variant generated = ProjectFixture::variant(0.6, static_cast<std::uint64_t>(i));
            generated.recipe.reference_hash = made_of.hash;
            const RowId added = project().variants().add(id, generated, {"cat", "dog"}).id;
            project().variants().set_state(added, VariantState::kAccepted);
        }
        page.resize(1200, 720);
        page.show();
        settle();
    }
    void settle() {
        if (!QTest::qWaitFor([this] { return page.settled(); }, 10'000)) {
            qFatal("The page does not come to rest.");
        }
    }
    template <class Widget>
    Widget* find(const char* name) {
        return page.findChild<Widget*>(QLatin1String(name));
    }
    void divide() {
        find<QComboBox>("export_divide")->setCurrentIndex(1);
        find<QSpinBox>("export_val")->setValue(40);
        settle();
    }
    void hold_against() {
        find<QLineEdit>("export_held_out")->setText(QString::fromStdString(held_out.string()));
        emit find<QLineEdit>("export_held_out")->editingFinished();
        settle();
    }
    std::filesystem::path out() const { return std::filesystem::path(folder.path().toStdString()) / "out"; }
    ExportResult write() {
        find<QLineEdit>("export_folder")->setText(QString::fromStdString(out().string()));
        QSignalSpy finished(&exports, &ExportController::finished);
        find<QPushButton>("export_start")->click();
        if (!finished.wait(10'000)) {
            qFatal("The export does not end.");
        }
        return finished[0][0].value<ExportResult>();
    }
};

}  // namespace

class ExportLeaksTest : public QObject {
    Q_OBJECT

private slots:
    void nothing_leaks_where_nothing_is_held_back() {
        LeakFixture f;
        QVERIFY(f.find<QLabel>("leak_text_generated")->isHidden());
        QVERIFY(!f.find<QLabel>("leak_state")->isVisible());
        const ExportResult result = f.write();
        QVERIFY2(result.ok, qPrintable(result.sentence));
        QCOMPARE(result.images, 6);
    }

    void generated_pictures_in_val_are_refused_until_they_are_ticked() {
        LeakFixture f;
        f.divide();
        const auto* text = f.find<QLabel>("leak_text_generated");
        QVERIFY(text->isVisible());
        QVERIFY2(text->text().contains(QStringLiteral("generated pictures are in val or test")),
                 qPrintable(text->text()));
        QVERIFY(f.find<QLabel>("leak_text_source")->isHidden());  // they are kept together
        const ExportResult refused = f.write();
        QVERIFY(refused.failed && !refused.written);
        QVERIFY2(refused.sentence.startsWith(QStringLiteral("Not written: ")), qPrintable(refused.sentence));
        QVERIFY(!std::filesystem::exists(f.out()));
        f.find<QCheckBox>("leak_allow_generated")->setChecked(true);
        f.settle();
        QVERIFY(text->isHidden());
        const ExportResult result = f.write();
        QVERIFY2(result.ok, qPrintable(result.sentence));
        QCOMPARE(result.images, 6);
    }

    void the_reference_of_a_variant_in_the_held_out_dataset_is_told_with_both_names() {
        LeakFixture f;
        f.hold_against();
        const auto* text = f.find<QLabel>("leak_text_source");
        QVERIFY(text->isVisible());
        QVERIFY2(text->text().contains(QStringLiteral("1 pairs of pictures of one source are in two splits")),
                 qPrintable(text->text()));
        QVERIFY2(text->text().contains(QStringLiteral("photo.png of test and ref0_r060_s0.png of train")),
                 qPrintable(text->text()));
        QVERIFY(f.find<QLabel>("leak_text_generated")->isHidden());
        QVERIFY(f.write().failed);
        f.find<QCheckBox>("leak_allow_source")->setChecked(true);
        f.settle();
        QVERIFY(f.write().ok);
    }

    void a_held_out_dataset_that_cannot_be_read_is_told() {
        LeakFixture f;
        std::filesystem::remove_all(f.held_out);
        f.hold_against();
        QVERIFY2(f.find<QLabel>("leak_state")->text().contains(QStringLiteral("held")),
                 qPrintable(f.find<QLabel>("leak_state")->text()));
        QVERIFY(f.write().failed);
    }

    void an_export_says_which_version_it_is() {
        LeakFixture f;
        const ExportResult result = f.write();
        QVERIFY2(result.sentence.contains(QStringLiteral("It is version 1 of the project.")),
                 qPrintable(result.sentence));
        const auto versions = f.project().versions().all();
        QCOMPARE(versions.size(), std::size_t(1));
        QCOMPARE(versions[0].name, std::string("Before an export"));
        QVERIFY(versions[0].automatic);
        const auto made = f.project().versions().exports(versions[0].id);
        QCOMPARE(made.size(), std::size_t(1));
        QCOMPARE(made[0].folder, f.out().string());
        QCOMPARE(made[0].images, std::size_t(6));
        const auto file = nlohmann::json::parse(read_file(f.out() / "annotations.json"));
        QCOMPARE(file.at("info").at("project_version").at("id").get<int>(), 1);
        QVERIFY(f.write().ok);  // nothing has changed since: the same version
        QCOMPARE(f.project().versions().all().size(), std::size_t(1));
    }
};

DESTUDIO_GUI_TEST(ExportLeaksTest)

}  // namespace destudio::export_leaks_test

#include "export_leaks_test.moc"
