// SPDX-License-Identifier: Apache-2.0
// Scaling up from the window: a job with quota bars that can be paused, stopped and continued, and whose images come
// into the gallery.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QThread>

#include "core/engine/model/prompt_server_file.h"
#include "core/prompting/prompt_server.h"
#include "core/scaleup/scale_up_folder.h"
#include "tests/support/fake_scale_up.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/scaleup/prompt_server_dialog.h"
#include "ui/scaleup/quota_bars.h"
#include "ui/scaleup/scale_up_dialog.h"

namespace destudio::scale_up_dialog_test {

namespace {

struct DialogFixture {
    test::WindowFixture files;
    std::unique_ptr<test::TestWindow> window = files.open();
    ui::ScaleUpController controller{
        window->workspace(), window->jobs(), [](const std::filesystem::path&, const GeneratorOptions&) {
            auto model = test::fake_model();
            const auto draw = model.generate;
            model.generate = [draw](const GenerationRequest& request, std::stop_token stop) {
                QThread::msleep(2);
                return draw(request, std::move(stop));
            };
            return model;
        }};
    ui::ScaleUpDialog dialog{controller};

    std::filesystem::path folder() const { return files.folder() / "scaled"; }
    template <class Widget>
    Widget* find(const char* name) const {
        return dialog.findChild<Widget*>(QLatin1String(name));
    }
    void fill(int bound, int most) {
        dialog.set_generation({});
        dialog.show();
        find<QLineEdit>("scale_up_folder")->setText(QString::fromStdString(folder().string()));
        find<QSpinBox>("scale_up_bound")->setValue(bound);
        find<QSpinBox>("scale_up_max_images")->setValue(most);
    }
    QString progress() const { return find<QLabel>("scale_up_progress")->text(); }
};

}  // namespace

class ScaleUpDialogTest : public QObject {
    Q_OBJECT

private slots:
    void tells_what_is_to_come_and_what_is_wrong() {
        DialogFixture f;
        f.fill(5, 40);
        auto* note = f.find<QLabel>("scale_up_note");
        QTRY_VERIFY(note->text().contains(QStringLiteral("40")));
        QVERIFY(f.find<QPushButton>("scale_up_start")->isEnabled());
        QCOMPARE(f.dialog.findChild<ui::QuotaBars*>()->findChildren<QProgressBar*>().size(), 3);
        f.find<QLineEdit>("scale_up_folder")->clear();
        QTRY_VERIFY(!f.find<QPushButton>("scale_up_start")->isEnabled());
    }

    void prompts_can_be_chosen_and_a_server_given() {
        const QByteArray data = qgetenv("XDG_DATA_HOME");
        DialogFixture f;
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString((f.files.folder() / "data").string()));
        f.fill(5, 6);
        auto* prompts = f.find<QComboBox>("scale_up_prompts");
        auto* note = f.find<QLabel>("scale_up_note");
        QTRY_VERIFY(!note->text().isEmpty());
        prompts->setCurrentIndex(prompts->findData(static_cast<int>(prompting::PromptKind::kServer)));
        QTRY_VERIFY(note->text().contains(QStringLiteral("no prompt server")));
        QVERIFY(!f.find<QPushButton>("scale_up_start")->isEnabled());
        ui::PromptServerDialog server(prompt_server_file());
        const auto field = [&server](const char* name) { return server.findChild<QLineEdit*>(QLatin1String(name)); };
        field("prompt_server_address")->setText(QStringLiteral("localhost"));
        server.accept();
        QVERIFY(!server.findChild<QLabel*>(QStringLiteral("prompt_server_problem"))->text().isEmpty());
        QVERIFY(!std::filesystem::exists(prompt_server_file()));
        field("prompt_server_address")->setText(QStringLiteral("http://127.0.0.1:9"));
        field("prompt_server_key")->setText(QStringLiteral("secret"));
        server.accept();
        QCOMPARE(server.result(), static_cast<int>(QDialog::Accepted));
        QCOMPARE(prompting::read_prompt_server(prompt_server_file()).key, std::string("secret"));
        // Nobody listens there: the grammar writes them, and the key is nowhere in the folder.
        f.dialog.set_generation({});
        QTRY_VERIFY(f.find<QPushButton>("scale_up_start")->isEnabled());
        QSignalSpy finished(&f.controller, &ui::ScaleUpController::finished);
        QTest::mouseClick(f.find<QPushButton>("scale_up_start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY2(finished[0][0].toBool(), qPrintable(f.progress()));
        for (const auto& [name, content] : test::scale_up_files(f.folder())) {
            QVERIFY2(content.find("secret") == std::string::npos, name.c_str());
        }
        QVERIFY(read_file(f.folder() / "prompts.jsonl").find("grammar") != std::string::npos);
        data.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", data);
    }

    void clusters_of_references_have_bars_of_their_own() {
        DialogFixture f;
        f.fill(1, 200);
        QVERIFY(!f.find<QSpinBox>("scale_up_cluster_bound")->isEnabled());
        f.find<QSpinBox>("scale_up_clusters")->setValue(2);
        QVERIFY(f.find<QSpinBox>("scale_up_cluster_bound")->isEnabled());
        f.find<QSpinBox>("scale_up_cluster_bound")->setValue(3);
        QSignalSpy finished(&f.controller, &ui::ScaleUpController::finished);
        QTRY_VERIFY(f.find<QPushButton>("scale_up_start")->isEnabled());
        QTest::mouseClick(f.find<QPushButton>("scale_up_start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY2(finished[0][0].toBool(), qPrintable(f.progress()));
        int bars = 0;
        for (const QProgressBar* bar : f.dialog.findChild<ui::QuotaBars*>()->findChildren<QProgressBar*>()) {
            bars += bar->accessibleName().startsWith(QStringLiteral("Images of Cluster")) ? 1 : 0;
        }
        QVERIFY(bars >= 1 && bars <= 2);  // fewer where fewer references differ
        QVERIFY(std::filesystem::exists(f.folder() / "clusters.json"));
    }

    void fills_the_bars_and_the_gallery() {
        DialogFixture f;
        f.fill(2, 200);
        QSignalSpy finished(&f.controller, &ui::ScaleUpController::finished);
        QTRY_VERIFY(f.find<QPushButton>("scale_up_start")->isEnabled());
        QTest::mouseClick(f.find<QPushButton>("scale_up_start"), Qt::LeftButton);
        QVERIFY(f.controller.busy());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY2(finished[0][0].toBool(), qPrintable(f.progress()));
        for (QProgressBar* bar : f.dialog.findChild<ui::QuotaBars*>()->findChildren<QProgressBar*>()) {
            QCOMPARE(bar->value(), bar->maximum());
        }
        QVERIFY(std::filesystem::exists(f.folder() / "annotations.json"));
        Project& project = f.window->workspace().session()->project();
        const auto before = project.variants().all().size();
        QSignalSpy added(&f.controller, &ui::ScaleUpController::added);
        QTest::mouseClick(f.find<QPushButton>("scale_up_add"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(added.size(), 1, 20'000);
        const auto after = project.variants().all();
        QCOMPARE(static_cast<int>(after.size() - before), added[0][0].toInt());
        QVERIFY(after.size() > before + 3);
        QVERIFY(!project.variants().detections(after.back().id).empty());
        QVERIFY(!project.variants().load_image(after.back().id).empty());
        f.controller.add_to_project(f.folder());  // the same again adds nothing
        QTRY_COMPARE_WITH_TIMEOUT(added.size(), 2, 20'000);
        QCOMPARE(added[1][0].toInt(), 0);
        QCOMPARE(project.variants().all().size(), after.size());
    }

    void a_stopped_one_goes_on() {
        DialogFixture f;
        f.fill(100'000, 60);
        QSignalSpy finished(&f.controller, &ui::ScaleUpController::finished);
        QTRY_VERIFY(f.find<QPushButton>("scale_up_start")->isEnabled());
        QTest::mouseClick(f.find<QPushButton>("scale_up_start"), Qt::LeftButton);
        const scaleup::ScaleUpFolder made{f.folder()};
        QTRY_VERIFY(std::filesystem::exists(made.items()) && std::filesystem::file_size(made.items()) > 2000);
        f.controller.set_paused(true);
        QTest::qWait(200);
        const auto held = std::filesystem::file_size(made.items());
        QTest::qWait(200);
        QCOMPARE(std::filesystem::file_size(made.items()), held);
        QTest::mouseClick(f.find<QPushButton>("scale_up_cancel"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY(!finished[0][0].toBool());
        QVERIFY(std::filesystem::exists(made.annotations()));
        QTest::mouseClick(f.find<QPushButton>("scale_up_start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 20'000);
        QVERIFY2(f.progress().contains(QStringLiteral("Fell short: cat, dog, bird")), qPrintable(f.progress()));
    }
};

DESTUDIO_GUI_TEST(ScaleUpDialogTest)

}  // namespace destudio::scale_up_dialog_test

#include "scale_up_dialog_test.moc"
