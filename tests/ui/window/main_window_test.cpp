// SPDX-License-Identifier: Apache-2.0
#include "ui/window/main_window.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSemaphore>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest/QtTest>

#include "core/dataset/io/dataset_io.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/base/message_bar.h"
#include "ui/gallery/gallery_page.h"
#include "ui/ladder/ladder_page.h"
#include "ui/window/theme_menu.h"
#include "widgets/base/theme.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::main_window_test {

class MainWindowTest : public QObject {
    Q_OBJECT

    static int box_rows(const test::TestWindow& window) {
        return window.findChild<QTableView*>(QStringLiteral("boxes"))->model()->rowCount();
    }

    /// Presses Ctrl+Return and waits for the ladder.
    static void generate(test::TestWindow& window) {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(window.generation().busy(), qPrintable(window.message()));
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), 20'000);
        QVERIFY2(window.message().isEmpty(), qPrintable(window.message()));
    }

    static std::vector<VariantRecord> variants(test::TestWindow& window) {
        return window.workspace().session()->project().variants().of_reference(window.workspace().reference());
    }

    static ui::LadderLanes lanes_of(test::TestWindow& window) {
        ui::Session& session = *window.workspace().session();
        const RowId reference = window.workspace().reference();
        return ui::make_ladder_lanes(session, reference,
                                     ui::make_ladder_plan(session.project().variants().of_reference(reference), {}, 0));
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void shows_references_and_generates_a_ladder() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        QCOMPARE(window->findChild<QListView*>(QStringLiteral("references"))->model()->rowCount(), 2);
        generate(*window);
        QCOMPARE(variants(*window).size(), std::size_t{4});
        const auto* view = window->ladder_page()->view();
        QTRY_COMPARE(view->column_count(), 3);
        QCOMPARE(view->row_count(), 2);
        QTRY_COMPARE(view->cell(0, 1)->state_text(), QStringLiteral("new · 2 boxes"));
        for (int column = 0; column < 3; ++column) {
            QTRY_VERIFY(!view->cell(1, column)->canvas()->picture().empty());
        }
        // The same recipe again adds nothing.
        generate(*window);
        QCOMPARE(variants(*window).size(), std::size_t{4});
    }

    void threshold_filters_at_once() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        QTest::keyClick(window.get(), Qt::Key_D);
        QVERIFY(window->workspace().target()->is_variant());
        QCOMPARE(box_rows(*window), 2);
        auto* spin = window->findChild<QDoubleSpinBox*>(QStringLiteral("threshold_spin"));
        auto* slider = window->findChild<QSlider*>(QStringLiteral("threshold_slider"));
        spin->setValue(0.5);
        QCOMPARE(slider->value(), 50);
        QCOMPARE(box_rows(*window), 1);
        QCOMPARE(window->ladder_page()->view()->cell(0, 1)->canvas()->boxes().size(), std::size_t{1});
        slider->setFocus();
        for (int i = 0; i < 45; ++i) {
            QTest::keyClick(slider, Qt::Key_Right);
        }
        QCOMPARE(box_rows(*window), 0);
        QCOMPARE(spin->value(), 0.95);
    }

    void edits_survive_reopening() {
        const test::WindowFixture fixture;
        {
            const auto window = fixture.open();
            generate(*window);
            QTest::keyClick(window.get(), Qt::Key_D);
            auto* canvas = window->ladder_page()->view()->current_cell()->canvas();
            QTest::keyClick(window.get(), Qt::Key_W);
            QCOMPARE(canvas->mode(), widgets::BoxCanvas::Mode::kDraw);
            const QPoint from = canvas->to_viewport({90, 10}).toPoint();
            const QPoint to = canvas->to_viewport({120, 40}).toPoint();
            QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
            QTest::mouseMove(canvas->viewport(), (from + to) / 2);
            QTest::mouseMove(canvas->viewport(), to);
            QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, to);
            QCOMPARE(box_rows(*window), 3);
            QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(box_rows(*window), 2);
            QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(box_rows(*window), 3);
            QTest::keyClick(window.get(), Qt::Key_D);
            QTest::keyClick(window.get(), Qt::Key_X);
            window->findChild<QDoubleSpinBox*>(QStringLiteral("threshold_spin"))->setValue(0.5);
            window->close();
        }
        const auto window = fixture.open();
        const auto kept = variants(*window);
        QCOMPARE(kept.size(), std::size_t{4});
        QCOMPARE(kept[0].state, VariantState::kEdited);
        QCOMPARE(kept[1].state, VariantState::kRejected);
        QCOMPARE(window->workspace().session()->threshold(), 0.5);
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, kept[0].id});
        QCOMPARE(box_rows(*window), 3);
        QTRY_VERIFY(!window->ladder_page()->view()->cell(0, 1)->canvas()->picture().empty());
    }

    void accepts_with_the_space_bar() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        QTest::keyClick(window.get(), Qt::Key_D);
        QTest::keyClick(window->ladder_page()->view()->current_cell()->canvas(), Qt::Key_Space);
        QCOMPARE(variants(*window)[0].state, VariantState::kAccepted);
    }

    void wrong_ratios_are_told_in_place() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        auto* ratios = window->findChild<QLineEdit*>(QStringLiteral("ratios"));
        ratios->setFocus();
        ratios->selectAll();
        QTest::keyClicks(ratios, QStringLiteral("0.5, 1.2"));
        QVERIFY(!window->findChild<QPushButton*>(QStringLiteral("generate_button"))->isEnabled());
        const auto* note = window->findChild<QLabel*>(QStringLiteral("ratios_note"));
        QVERIFY(note->isVisible() && note->text().contains(QStringLiteral("1.2")));
        QTest::keyClicks(ratios, QStringLiteral("\b\b\b0.75"));
        QVERIFY(window->findChild<QPushButton*>(QStringLiteral("generate_button"))->isEnabled());
        QCOMPARE(note->text(), QStringLiteral("Runs 2, 3 of 4 steps"));
    }

    void stays_responsive_and_cancels() {
        const test::WindowFixture fixture;
        // The worker makes a step only when this thread, between two turns of its event loop, lets it: a window that
        // waited for the worker anywhere would wait for ever.
        QSemaphore steps;
        test::TestWindow window(test::fake_jobs([&steps](std::stop_token stop) {
            while (!steps.tryAcquire(1, 5) && !stop.stop_requested()) {
            }
        }));
        window.projects().open(fixture.file());
        QVERIFY(window.workspace().session() == nullptr);  // not before a worker has opened it
        window.show();
        test::wait_until_open(window);
        QTRY_VERIFY(window.settled());
        QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(window.generation().busy());
        const auto step = [&] { return window.generation().pending(window.workspace().reference()).front().step; };
        for (int turn = 0; turn < 40; ++turn) {
            QTest::keyClick(&window, turn % 2 == 0 ? Qt::Key_D : Qt::Key_A);
            QCoreApplication::processEvents();
        }
        QCOMPARE(step(), 0);
        steps.release();
        QTRY_COMPARE(step(), 1);
        QVERIFY(!window.generation().pending(window.workspace().reference()).front().preview.empty());
        window.actions_of_window().cancel->trigger();
        QVERIFY(window.generation().busy());  // asked for, not waited for
        QTRY_VERIFY(!window.generation().busy());
        QVERIFY(variants(window).empty());
    }

    void steps_through_variants_of_the_same_seed_and_ratio() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        auto* guidance = window->findChild<QDoubleSpinBox*>(QStringLiteral("guidance"));
        guidance->setValue(guidance->value() + 1);
        generate(*window);
        const auto all = variants(*window);
        QCOMPARE(all.size(), std::size_t{8});
        auto* cell = window->ladder_page()->view()->cell(0, 1);
        QTRY_COMPARE(cell->stack_text(), QStringLiteral("2 of 2"));
        QTest::keyClick(window.get(), Qt::Key_D);  // the reference was current: now the first of the stack
        QCOMPARE(window->workspace().target()->id, all[0].id);
        QCOMPARE(cell->stack_text(), QStringLiteral("1 of 2"));
        QTest::keyClick(window.get(), Qt::Key_S);
        QCOMPARE(window->workspace().target()->id, all[1].id);
        QCOMPARE(cell->stack_text(), QStringLiteral("2 of 2"));
        QTest::keyClick(window.get(), Qt::Key_S);
        QCOMPARE(window->workspace().target()->id, all[0].id);
        QTest::keyClick(window.get(), Qt::Key_S, Qt::ShiftModifier);
        QCOMPARE(window->workspace().target()->id, all[1].id);
        QTest::mouseClick(cell, Qt::LeftButton, {}, cell->stack_place().center());
        QCOMPARE(window->workspace().target()->id, all[0].id);
        QTest::keyClick(window->ladder_page()->view()->current_cell()->canvas(), Qt::Key_Space);
        QCOMPARE(variants(*window)[0].state, VariantState::kAccepted);
        QVERIFY(variants(*window)[1].state == VariantState::kNew);
        QTRY_COMPARE(cell->stack_text(), QStringLiteral("1 of 2"));  // redrawing keeps the chosen one
    }

    void lanes_tell_what_became_of_the_objects() {
        const test::WindowFixture fixture;
        {
            // The fake variants show a cat in (8,8,40,40) at .9 and a dog in (50,50,90,80) at .4.
            const auto project = Project::open(fixture.file());
            const RowId cat = project->classes().find_or_add("cat");
            const RowId dog = project->classes().find_or_add("dog");
            project->references().set_boxes(
                project->references().all().front().id,
                {{0, 0, cat, {8, 8, 40, 44}}, {0, 0, cat, {50, 50, 90, 80}}, {0, 0, dog, {100, 2, 120, 20}}});
        }
        const auto window = fixture.open();
        auto* strip = window->ladder_page()->lanes();
        QVERIFY(!strip->isVisible());
        generate(*window);
        QTRY_VERIFY(strip->isVisible());
        QTRY_COMPARE(window->ladder_page()->view()->cell(1, 2)->state_text(), QStringLiteral("new · 2 boxes"));
        const auto lanes = lanes_of(*window);
        QCOMPARE(lanes.lanes.size(), std::size_t{4});
        QCOMPARE(lanes.lanes[0].columns[1][0].text, QStringLiteral("kept"));
        QCOMPARE(lanes.lanes[0].break_column, 1);
        QCOMPARE(lanes.lanes[1].columns[0][1].text, QStringLiteral("→ dog"));
        QCOMPARE(lanes.lanes[1].break_column, -1);
        QCOMPARE(lanes.lanes[2].columns[0][0].text, QStringLiteral("lost"));
        QCOMPARE(lanes.lanes[3].columns[0][0].text, QString());
        QCOMPARE(lanes.acceptable[0].size(), std::size_t{2});
        QCOMPARE(lanes.acceptable[1].size(), std::size_t{4});
        // The chips stand under their columns.
        const auto* cell = window->ladder_page()->view()->cell(0, 2);
        QCOMPARE(strip->mapToGlobal(strip->chip_rect(0, 1, 0).topLeft()).x(), cell->mapToGlobal(QPoint(0, 0)).x());
    }

    void a_dragged_cut_off_accepts_in_one_step() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        auto* strip = window->ladder_page()->lanes();
        QTRY_COMPARE(window->ladder_page()->view()->cell(1, 2)->state_text(), QStringLiteral("new · 2 boxes"));
        const auto accepted = [&] {
            const auto all = variants(*window);
            return std::count_if(all.begin(), all.end(),
                                 [](const auto& v) { return v.state == VariantState::kAccepted; });
        };
        const auto drag_to = [&](int column) {
            const QPoint from = strip->handle_rect().center();
            const QPoint to(strip->handle_x(column) + 3, from.y());
            QTest::mousePress(strip, Qt::LeftButton, {}, from);
            QTest::mouseMove(strip, (from + to) / 2);
            QTest::mouseMove(strip, to);
            QTest::mouseRelease(strip, Qt::LeftButton, {}, to);
        };
        drag_to(0);
        QCOMPARE(accepted(), 2);
        auto& stack = window->workspace().session()->undo_stack();
        QCOMPARE(stack.count(), 1);
        QTRY_COMPARE(strip->cut_off(), 0);  // done so far
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(accepted(), 0);
        QTRY_COMPARE(strip->cut_off(), -1);
        // By keyboard, on the strip and with U; a rejected one stays rejected.
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, variants(*window)[0].id});
        QTest::keyClick(window.get(), Qt::Key_X);
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Right);
        QTest::keyClick(strip, Qt::Key_Right);
        QTest::keyClick(strip, Qt::Key_Return);
        QCOMPARE(accepted(), 3);
        stack.undo();
        QTest::keyClick(window.get(), Qt::Key_D);
        QTest::keyClick(window.get(), Qt::Key_U);
        QCOMPARE(accepted(), 3);
        stack.undo();
        drag_to(-1);
        QCOMPARE(accepted(), 0);
    }

    void switches_and_remembers_the_theme() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->findChild<QAction*>(QStringLiteral("theme_light"))->trigger();
        QVERIFY(widgets::current_theme() == widgets::Theme::kLight);
        QVERIFY(ui::remembered_theme() == ui::ThemeChoice::kLight);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);
        window->findChild<QAction*>(QStringLiteral("theme_dark"))->trigger();
        QVERIFY(widgets::current_theme() == widgets::Theme::kDark);
        QVERIFY(ui::remembered_theme() == ui::ThemeChoice::kDark);
        window->findChild<QAction*>(QStringLiteral("theme_system"))->trigger();
        QVERIFY(ui::remembered_theme() == ui::ThemeChoice::kSystem);
        QVERIFY_THROWS_EXCEPTION(UsageError, ui::parse_theme_choice(QStringLiteral("pink")));
    }

    void notes_have_another_sign_than_issues() {
        ui::MessageBar bar;
        const auto sign = [&bar] { return bar.findChild<QLabel*>(QStringLiteral("message_sign"))->pixmap().toImage(); };
        bar.show_sentence(QStringLiteral("The disk is full."));
        const QImage warning = sign();
        bar.show_note(QStringLiteral("Carried to 2 variants."));
        QCOMPARE(bar.sentence(), QStringLiteral("Carried to 2 variants."));
        QVERIFY(sign() != warning);
        bar.show_sentence(QStringLiteral("The disk is full."));
        QVERIFY(sign() == warning);
    }

    void comes_back_on_the_last_page() {
        const test::WindowFixture fixture;
        QSettings().clear();
        {
            const auto window = fixture.open();
            window->remember_layout();
            QVERIFY(window->ladder_page()->isVisible());
            QTest::keyClick(window.get(), Qt::Key_3, Qt::ControlModifier);
            QVERIFY(window->gallery_page()->isVisible());
            window->close();
        }
        const auto window = fixture.open();
        window->remember_layout();
        QVERIFY(window->gallery_page()->isVisible());
        QVERIFY(window->actions_of_window().gallery_page->isChecked());
        QSettings().clear();
    }

    void the_tool_bar_holds_what_the_page_can_use() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        const auto* bar = window->findChild<QToolBar*>(QStringLiteral("tools"));
        const auto& actions = window->actions_of_window();
        const auto holds = [&](QAction* action) { return bar->actions().contains(action); };
        QVERIFY(holds(actions.draw) && holds(actions.accept) && holds(actions.wipe));
        window->show_page(ui::Page::kGallery);
        QVERIFY(holds(actions.accept) && !holds(actions.draw) && !holds(actions.wipe));
        window->show_page(ui::Page::kExport);
        QVERIFY(holds(actions.undo) && holds(actions.ladder_page) && !holds(actions.accept));
        window->show_page(ui::Page::kEditor);
        QVERIFY(holds(actions.draw));
        QCOMPARE(bar->actions().count(actions.undo), 1);
    }

    void tool_bar_gives_up_icons_of_pages_before_tools() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto* bar = window->findChild<QToolBar*>(QStringLiteral("tools"));
        window->resize(1400, 900);
        QCoreApplication::processEvents();
        auto& actions = window->actions_of_window();
        auto* page = qobject_cast<QToolButton*>(bar->widgetForAction(actions.ladder_page));
        QCOMPARE(page->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
        const int wanted = bar->sizeHint().width();
        window->resize(wanted - 60, 900);  // as much as German words are longer at 1280 pixels
        QTRY_COMPARE(page->toolButtonStyle(), Qt::ToolButtonTextOnly);
        QTRY_VERIFY(bar->widgetForAction(actions.inspect)->isVisible());
        window->resize(wanted + 20, 900);
        QTRY_COMPARE(page->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    }

    void failed_exports_are_issues_until_one_succeeds() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        window->show_page(ui::Page::kExport);
        window->findChild<QCheckBox*>(QStringLiteral("export_new"))->setChecked(true);
        auto* folder = window->findChild<QLineEdit*>(QStringLiteral("export_folder"));
        auto* start = window->findChild<QPushButton*>(QStringLiteral("export_start"));
        // A folder below a file cannot be made.
        folder->setText(QString::fromStdString((fixture.folder() / "scene_0.png" / "out").string()));
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(window->issues().rowCount(), 1);
        QVERIFY(window->issues().place(0).exporting);
        folder->setText(QString::fromStdString((fixture.folder() / "out").string()));
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(window->issues().rowCount(), 0);
    }

    void exports_a_dataset() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        window->show_page(ui::Page::kExport);
        window->findChild<QCheckBox*>(QStringLiteral("export_new"))->setChecked(true);
        const auto out = fixture.folder() / "out";
        auto* format = window->findChild<QComboBox*>(QStringLiteral("export_format"));
        auto* folder = window->findChild<QLineEdit*>(QStringLiteral("export_folder"));
        auto* result = window->findChild<QLabel*>(QStringLiteral("export_result"));
        auto* start = window->findChild<QPushButton*>(QStringLiteral("export_start"));
        QCOMPARE(format->itemText(0), QStringLiteral("COCO"));
        for (int i = 0; i < format->count(); ++i) {
            const std::string kind = format->itemData(i).toString().toStdString();
            const auto place = out / kind;
            format->setCurrentIndex(i);
            folder->setText(QString::fromStdString(place.string()));
            QTest::mouseClick(start, Qt::LeftButton);
            QTRY_VERIFY2(result->text().startsWith(QStringLiteral("4 images with 8 boxes")),
                         qPrintable(result->text()));
            const auto read = dataset::open_dataset(dataset::find_format(kind), place);
            QCOMPARE(read.dataset.annotations.size(), std::size_t{8});
            const auto* losses = window->findChild<QLabel*>(QStringLiteral("export_losses"));
            QVERIFY(kind != "coco" || losses->text().isEmpty());  // it holds scores, recipes and captions
            QVERIFY(kind != "yolo" || losses->text().contains(QStringLiteral("score")));
            QVERIFY(window->findChild<QPushButton*>(QStringLiteral("export_open_folder"))->isVisible());
            auto* write_report = window->findChild<QPushButton*>(QStringLiteral("export_write_report"));
            auto* report = window->findChild<QLabel*>(QStringLiteral("export_report"));
            QVERIFY(write_report->isVisible());
            QTest::mouseClick(write_report, Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(report->text().contains(QStringLiteral("report.html")), 20'000);
            QVERIFY(std::filesystem::file_size(place / "report.html") > 4000);
            result->clear();
        }
        window->findChild<QCheckBox*>(QStringLiteral("export_new"))->setChecked(false);
        QVERIFY(!start->isEnabled());
    }

    void says_where_to_begin_while_no_project_is_open() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        generate(*window);
        window->show_page(ui::Page::kGallery);
        const auto* grid = window->findChild<QAbstractItemView*>(QStringLiteral("gallery"));
        QTRY_COMPARE(grid->model()->rowCount(), 4);
        QVERIFY(grid->isVisible());
        window->actions_of_window().close_project->trigger();
        QTRY_VERIFY(window->workspace().session() == nullptr);
        QVERIFY(!grid->isVisible());
        window->show_page(ui::Page::kExport);
        const auto labels = window->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text() == QStringLiteral("Open a project first.");
        }));
    }

    void a_dock_takes_its_room_from_the_panels() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->resize(1280, 800);
        window->actions_of_window().log_dock->trigger();
        QTest::qWait(50);
        QCOMPARE(window->height(), 800);
    }

    void adds_images_and_tells_bad_ones() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        save_png(fixture.folder() / "more.png", cv::Mat(40, 40, CV_8UC3, cv::Scalar(1, 2, 3)));
        QFile bad(QString::fromStdString((fixture.folder() / "bad.png").string()));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("no image");
        bad.close();
        window->projects().add_images(
            {bad.fileName(), QString::fromStdString((fixture.folder() / "more.png").string())});
        QTRY_VERIFY(!window->projects().importing());
        QCOMPARE(window->findChild<QListView*>(QStringLiteral("references"))->model()->rowCount(), 3);
        QVERIFY(window->message().contains(QStringLiteral("bad.png")));
    }
};

DESTUDIO_GUI_TEST(MainWindowTest)

}  // namespace destudio::main_window_test

#include "main_window_test.moc"
