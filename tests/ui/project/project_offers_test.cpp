// SPDX-License-Identifier: Apache-2.0
// What the window says about projects that are not as they should be, and what it offers.
#include "ui/project/project_offers.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDateTime>
#include <QDoubleSpinBox>
#include <QListView>
#include <QPushButton>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/project/relink.h"
#include "core/project/store/project_errors.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/base/message_bar.h"
#include "ui/ladder/ladder_page.h"
#include "ui/project/lock_dialog.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::project_offers_test {

namespace fs = std::filesystem;

namespace {

QStringList offers(const test::TestWindow& window) {
    QStringList texts;
    for (const auto* button : window.findChild<ui::MessageBar*>()->findChildren<QPushButton*>()) {
        if (button->isVisible()) {
            texts << button->text();
        }
    }
    return texts;
}

/// Opens a project that will not open.
std::unique_ptr<test::TestWindow> open_bad(const fs::path& file) {
    auto window = std::make_unique<test::TestWindow>(test::fake_jobs([](std::stop_token) {}));
    window->show();
    window->projects().open(file);
    if (!QTest::qWaitFor([&] { return window->settled(); })) {
        qFatal("The window does not come to rest.");
    }
    return window;
}

/// A folder with what a look at a bundle reads.
void write_bundle(const fs::path& folder, double guidance) {
    write_file_atomically(folder / "model_index.json", std::string_view("{}"));
    write_file_atomically(
        folder / "bundle.json",
        std::string_view("{\"name\": \"Tiny\", \"guidance_scale\": " + std::to_string(guidance) + "}"));
    write_file_atomically(folder / "vae" / "config.json", std::string_view("{\"block_out_channels\": [8, 8]}"));
    write_file_atomically(folder / "unet" / "config.json", std::string_view("{\"sample_size\": 8}"));
}

double guidance_of(const test::TestWindow& window) {
    return window.findChild<QDoubleSpinBox*>(QStringLiteral("guidance"))->value();
}

}  // namespace

class ProjectOffersTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void a_newer_project() {
        const test::WindowFixture fixture;
        std::string content = read_file(fixture.file());
        content[63] = 99;
        write_file_atomically(fixture.file(), content);
        const auto window = open_bad(fixture.file());
        QVERIFY(window->message().contains(QStringLiteral("newer version")));
        QCOMPARE(offers(*window), QStringList{QStringLiteral("&Open project…")});
        QVERIFY(window->workspace().session() == nullptr);
        QVERIFY(read_file(fixture.file()) == content);
    }

    void a_damaged_project() {
        const test::WindowFixture fixture;
        const std::string content = read_file(fixture.file());
        write_file_atomically(fixture.file(), content.substr(0, 5000));
        const auto window = open_bad(fixture.file());
        QVERIFY(window->message().contains(QStringLiteral("damaged")));
        QCOMPARE(offers(*window), (QStringList{QStringLiteral("Show its folder"), QStringLiteral("&Open project…")}));
    }

    void a_project_that_is_open_elsewhere() {
        const test::WindowFixture fixture;
        auto other = Project::open(fixture.file());
        const auto window = open_bad(fixture.file());
        QVERIFY(window->message().contains(QStringLiteral("open in another window")));
        QCOMPARE(offers(*window), QStringList{QStringLiteral("Try again")});
        auto* dialog = window->findChild<ui::LockDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY2(dialog->informativeText().contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(dialog->informativeText()));
        // This process runs, so its lock cannot be taken away.
        QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("lock_open_anyway")) == nullptr);
        other.reset();
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("lock_try_again")), Qt::LeftButton);
        test::wait_until_open(*window);
        QVERIFY(!window->message().contains(QStringLiteral("open in another window")));
    }

    void a_stale_lock_can_be_taken_away() {
        const test::WindowFixture fixture;
        // The lock of a computer that a file server still believes in.
        const std::string lock = fixture.file().string() + "-lock";
        write_file_atomically(lock, std::string_view("far-away\n4711\n1700000000\n"));
        const int held = ::open(lock.c_str(), O_RDWR);
        QVERIFY(held >= 0 && ::flock(held, LOCK_EX | LOCK_NB) == 0);
        const auto window = open_bad(fixture.file());
        auto* dialog = window->findChild<ui::LockDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY2(dialog->informativeText().contains(QStringLiteral("far-away")), qPrintable(dialog->informativeText()));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("lock_open_anyway")), Qt::LeftButton);
        test::wait_until_open(*window);
        QCOMPARE(window->workspace().session()->project().references().count(), std::size_t{2});
        ::close(held);
    }

    void a_lock_of_a_dead_process_is_stale() {
        LockHolder holder;
        const test::WindowFixture fixture;
        const auto open = Project::open(fixture.file());
        try {
            Project::open(fixture.file());
            QFAIL("It opened twice.");
        } catch (const ProjectInUseError& error) {
            holder = error.holder().value();
        }
        QCOMPARE(holder.process, QCoreApplication::applicationPid());
        QVERIFY(holder.runs() && !holder.may_be_stale());
        QVERIFY(std::abs(holder.since - QDateTime::currentSecsSinceEpoch()) < 600);
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(0);
        }
        ::waitpid(child, nullptr, 0);
        holder.process = child;
        QVERIFY(!holder.runs() && holder.may_be_stale());
    }

    void a_failed_opening_keeps_what_is_open() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->projects().open(fixture.folder() / "none.destudio");
        QTRY_VERIFY(!window->projects().opening());
        QVERIFY(window->message().contains(QStringLiteral("none.destudio")));
        QVERIFY(window->workspace().session() != nullptr);
    }

    void a_folder_that_cannot_be_written() {
        // Permissions do not stop root, so the reason is made up here; the copy is real.
        const test::WindowFixture fixture;
        const auto window = open_bad(fixture.folder() / "none.destudio");
        emit window->projects().open_failed(
            {ui::OpenProblem::kNotWritable, fixture.file(), QStringLiteral("The folder cannot be written.")});
        QTRY_COMPARE(offers(*window), QStringList{QStringLiteral("Open a copy…")});
        window->projects().open_copy(fixture.file(), fixture.folder() / "copy" / "mine.destudio");
        test::wait_until_open(*window);
        QCOMPARE(window->workspace().session()->project().file().filename().string(), std::string("mine.destudio"));
        QCOMPARE(window->workspace().session()->project().references().count(), std::size_t{2});
        QVERIFY(missing_references(window->workspace().session()->project()).empty());
    }

    void images_that_were_moved() {
        const test::WindowFixture fixture;
        fs::create_directories(fixture.folder() / "elsewhere");
        fs::rename(fixture.folder() / "scene_1.png", fixture.folder() / "elsewhere" / "scene_1.png");
        const auto window = fixture.open();
        QTRY_VERIFY(window->message().contains(QStringLiteral("scene_1.png")));
        QTRY_COMPARE(offers(*window), QStringList{QStringLiteral("&Locate moved images…")});
        window->projects().relink(QString::fromStdString((fixture.folder() / "elsewhere").string()));
        QTRY_VERIFY(window->settled());
        QVERIFY(window->message().contains(QStringLiteral("Found all 1")));
        Project& project = window->workspace().session()->project();
        QVERIFY(project.references().all().at(1).path == fixture.folder() / "elsewhere" / "scene_1.png");
        window->workspace().set_reference(project.references().all().at(1).id);
        QTRY_VERIFY(!window->ladder_page()->view()->reference_cell()->canvas()->picture().empty());
    }

    void the_shown_image_was_moved() {
        const test::WindowFixture fixture;
        fs::create_directories(fixture.folder() / "elsewhere");
        fs::rename(fixture.folder() / "scene_0.png", fixture.folder() / "elsewhere" / "scene_0.png");
        const auto window = fixture.open();
        const auto* canvas = window->ladder_page()->view()->reference_cell()->canvas();
        QTRY_COMPARE(canvas->placeholder(), QStringLiteral("Not readable"));
        const auto* references = window->findChild<QListView*>(QStringLiteral("references"));
        window->projects().relink(QString::fromStdString((fixture.folder() / "elsewhere").string()));
        QTRY_VERIFY(!canvas->picture().empty());
        QTRY_VERIFY(references->model()->index(0, 0).data(Qt::DecorationRole).isValid());
    }

    void a_missing_bundle() {
        const test::WindowFixture fixture;  // its project names a bundle that does not exist
        const auto window = fixture.open();
        QVERIFY(window->message().contains(QStringLiteral("bundle")));
        QCOMPARE(offers(*window),
                 (QStringList{QStringLiteral("Use the built-in bundle"), QStringLiteral("Choose a bundle…")}));
        write_bundle(fixture.folder() / "models" / "tiny", 3.5);
        qputenv("DESTUDIO_MODELS", (fixture.folder() / "models").c_str());
        window->findChild<QAction*>(QStringLiteral("offer_built_in"))->trigger();
        QTRY_VERIFY(window->settled());
        qunsetenv("DESTUDIO_MODELS");
        const auto settings = window->workspace().session()->project().settings().generation();
        QVERIFY(settings.bundle.empty());
        QCOMPARE(settings.guidance_scale, 3.5);
        QCOMPARE(guidance_of(*window), 3.5);
    }

    void a_bundle_from_the_command_line_brings_its_guidance() {
        const test::WindowFixture fixture;
        write_bundle(fixture.folder() / "tiny", 2.5);
        {
            test::TestWindow window(test::fake_jobs([](std::stop_token) {}));
            window.set_bundle(fixture.folder() / "tiny");
            window.projects().open(fixture.file());
            test::wait_until_open(window);
            QCOMPARE(guidance_of(window), 2.5);
            window.close();
        }
        // It was for that window; the project keeps its own.
        QCOMPARE(Project::open(fixture.file())->settings().generation().guidance_scale, 7.5);
    }

    void a_project_that_breaks_while_it_is_open() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        SQLite::Database(fixture.file().string(), SQLite::OPEN_READWRITE).exec("ALTER TABLE variant RENAME TO gone");
        window->workspace().set_reference(window->workspace().session()->project().references().all().at(1).id);
        QVERIFY(window->message().contains(QStringLiteral("variant")));
        for (const auto page : {ui::Page::kEditor, ui::Page::kExport, ui::Page::kLadder}) {
            window->show_page(page);
            QCoreApplication::processEvents();
        }
        QTest::keyClick(window.get(), Qt::Key_D);
        window->workspace().session()->set_threshold(0.7);
        QVERIFY(window->isVisible());
    }
};

DESTUDIO_GUI_TEST(ProjectOffersTest)

}  // namespace destudio::project_offers_test

#include "project_offers_test.moc"
