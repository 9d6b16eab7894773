// SPDX-License-Identifier: Apache-2.0
// Inspect in the window, with real keys: held, released, and what its list adds.
#include <QAction>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QUndoStack>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/editing/editor_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/inspect/inspect_panel.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/grids/grid_view.h"
#include "widgets/grids/inspect_view.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::inspect_test {

class InspectTest : public QObject {
    Q_OBJECT

    /// As much of a bundle as tells its native size: that of the references.
    static void write_bundle(const std::filesystem::path& folder) {
        write_file_atomically(folder / "model_index.json", "{}");
        write_file_atomically(folder / "vae" / "config.json", R"({"block_out_channels": [8, 8]})");
        write_file_atomically(folder / "unet" / "config.json", R"({"sample_size": [48, 64]})");
    }

    /// A window with a ladder of "A cat.", the classes cat and dog.
    static std::unique_ptr<test::TestWindow> open(const test::WindowFixture& fixture) {
        write_bundle(fixture.folder() / "bundle");
        {
            const auto project = Project::open(fixture.file());
            const RowId cat = project->classes().find_or_add("cat");
            project->classes().find_or_add("dog");
            project->references().set_boxes(project->references().all().front().id, {{0, 0, cat, {2, 2, 30, 30}}});
        }
        auto window = fixture.open();
        if (!QTest::qWaitForWindowExposed(window.get())) {
            qFatal("no window");
        }
        QTest::keyClick(window.get(), Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return window->settled(); }, 20'000)) {
            qFatal("no ladder");
        }
        QCursor::setPos(window->mapToGlobal(QPoint(2, 2)));  // beside all pictures
        return window;
    }

    static std::vector<VariantRecord> variants(test::TestWindow& window) {
        return window.workspace().session()->project().variants().of_reference(window.workspace().reference());
    }

    static ui::InspectPanel& panel(test::TestWindow& window) { return *window.inspector()->panel(); }

    static std::size_t boxes(test::TestWindow& window, ui::BoxTarget target) {
        return ui::load_boxes(*window.workspace().session(), target).boxes.size();
    }

    static void hold(test::TestWindow& window) {
        QTest::keyPress(&window, Qt::Key_I);
        QVERIFY(window.inspector()->is_open());
        QTRY_VERIFY(panel(window).answer() != nullptr);
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void shows_while_the_key_is_held() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, variants(*window)[1].id});
        QVERIFY(!window->inspector()->is_open());
        hold(*window);
        QVERIFY(panel(*window).isVisible());
        QCOMPARE(panel(*window).answer()->request.target.id, variants(*window)[1].id);
        // A held key repeats itself; that neither closes the panel nor asks again.
        QKeyEvent repeated(QEvent::KeyRelease, Qt::Key_I, Qt::NoModifier, QStringLiteral("i"), true);
        QCoreApplication::sendEvent(window.get(), &repeated);
        QVERIFY(window->inspector()->is_open());
        const auto* view = window->findChild<widgets::InspectView*>(QStringLiteral("inspect_view"));
        QCOMPARE(view->large().size(), std::size_t{4});
        QCOMPARE(view->large()[0].boxes.size(), std::size_t{3});  // the adapter's two, and the place that is missed
        QCOMPARE(view->large()[1].boxes.size(), std::size_t{1});  // Otsu's
        QVERIFY(!view->large()[1].picture.empty() && !view->large()[2].picture.empty());
        QTest::keyRelease(window.get(), Qt::Key_I);
        QVERIFY(!window->inspector()->is_open());
        QVERIFY(!window->inspector()->busy());
    }

    void keys_choose_class_and_resolution() {
        const test::WindowFixture fixture;
        {
            const auto project = Project::open(fixture.file());
            auto settings = project->settings().generation();
            settings.prompt = "A cat and a dog.";
            project->settings().set_generation(settings);
        }
        const auto window = open(fixture);
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, variants(*window)[0].id});
        const auto target = window->workspace().target();
        hold(*window);
        auto& shown = panel(*window);
        QCOMPARE(shown.class_index(), 0);
        QCOMPARE(shown.level(), -1);
        QTest::keyClick(window.get(), Qt::Key_Down);
        QCOMPARE(shown.class_index(), 1);
        QTest::keyClick(window.get(), Qt::Key_Down);
        QCOMPARE(shown.class_index(), 1);
        QTest::keyClick(window.get(), Qt::Key_1);
        QCOMPARE(shown.class_index(), 0);
        QTest::keyClick(window.get(), Qt::Key_Up);
        QCOMPARE(shown.class_index(), 0);
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(window.get(), Qt::Key_Right);
        }
        QCOMPARE(shown.level(), 2);
        QTest::keyClick(window.get(), Qt::Key_Left);
        QCOMPARE(shown.level(), 1);
        auto* view = window->findChild<widgets::InspectView*>(QStringLiteral("inspect_view"));
        QTest::mouseClick(view, Qt::LeftButton, {}, view->small_rect(0).center());
        QCOMPARE(shown.level(), 0);
        auto* list = window->findChild<QListWidget*>(QStringLiteral("inspect_classes"));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
        QCOMPARE(shown.class_index(), 1);
        // Nothing of it reached the page below.
        QVERIFY(window->workspace().target() == target);
        QTest::keyRelease(window.get(), Qt::Key_I);
        QTest::keyClick(window.get(), Qt::Key_D);
        QVERIFY(window->workspace().target() != target);
    }

    void ticked_places_become_boxes() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        const ui::BoxTarget target{ui::BoxTarget::Kind::kVariant, variants(*window)[0].id};
        window->workspace().set_target(target);
        QCOMPARE(boxes(*window, target), std::size_t{2});
        hold(*window);
        auto* list = window->findChild<QListWidget*>(QStringLiteral("inspect_missed"));
        QCOMPARE(list->count(), 1);
        QTest::keyClick(window.get(), Qt::Key_Return);  // nothing is ticked
        QCOMPARE(boxes(*window, target), std::size_t{2});
        QTest::keyClick(window.get(), Qt::Key_Tab);
        QTest::keyClick(window.get(), Qt::Key_Space);
        QCOMPARE(panel(*window).ticked().size(), std::size_t{1});
        QTest::keyClick(window.get(), Qt::Key_Return);
        QCOMPARE(boxes(*window, target), std::size_t{3});
        const auto all = ui::load_boxes(*window->workspace().session(), target).boxes;
        const auto drawn = std::find_if(all.begin(), all.end(),
                                        [](const StoredAnnotation& a) { return a.origin == AnnotationOrigin::kDrawn; });
        QVERIFY(drawn != all.end());
        QVERIFY(iou(drawn->box, {48, 32, 80, 64}) > 0.6);
        QCOMPARE(window->workspace().session()->class_name(drawn->class_id), QStringLiteral("cat"));
        QTRY_COMPARE(list->count(), 0);  // it has a box now
        QTest::keyRelease(window.get(), Qt::Key_I);
        auto& stack = window->workspace().session()->undo_stack();
        QCOMPARE(stack.count(), 1);
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(boxes(*window, target), std::size_t{2});
        QVERIFY(variants(*window)[0].state == VariantState::kNew);
    }

    void the_list_stays_open_until_escape() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        const ui::BoxTarget target{ui::BoxTarget::Kind::kReference, window->workspace().reference()};
        window->workspace().set_target(target);
        QTest::keyClick(window.get(), Qt::Key_I, Qt::ShiftModifier);
        QVERIFY(window->inspector()->is_open());
        QTRY_VERIFY(panel(*window).answer() != nullptr);
        auto* list = window->findChild<QListWidget*>(QStringLiteral("inspect_missed"));
        QCOMPARE(list->count(), 1);
        const QRect row = list->visualItemRect(list->item(0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 10, row.center().y()));
        QCOMPARE(panel(*window).ticked().size(), std::size_t{1});
        QTest::mouseClick(window->findChild<QPushButton*>(QStringLiteral("inspect_add")), Qt::LeftButton);
        QCOMPARE(boxes(*window, target), std::size_t{2});
        QVERIFY(window->inspector()->is_open());
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QVERIFY(!window->inspector()->is_open());
        // From the menu there is no key to release.
        window->actions_of_window().inspect->trigger();
        QVERIFY(window->inspector()->is_open());
        QTest::keyClick(window.get(), Qt::Key_I, Qt::ShiftModifier);
        QVERIFY(!window->inspector()->is_open());
    }

    void looks_at_the_picture_under_the_pointer() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kReference, window->workspace().reference()});
        QTRY_VERIFY(window->settled());
        QCoreApplication::processEvents();  // the ladder's layout, which moves its cells
        auto* cell = window->ladder_page()->view()->cell(1, 2);
        QCursor::setPos(cell->mapToGlobal(cell->rect().center()));
        hold(*window);
        QCOMPARE(panel(*window).answer()->request.target.id, variants(*window)[3].id);
        QTest::keyRelease(window.get(), Qt::Key_I);
        QCursor::setPos(window->mapToGlobal(QPoint(2, 2)));

        window->show_page(ui::Page::kEditor);
        hold(*window);
        QVERIFY(!panel(*window).answer()->request.target.is_variant());
        QTest::keyRelease(window.get(), Qt::Key_I);

        window->show_page(ui::Page::kGallery);
        QTRY_VERIFY(window->settled());
        auto* grid = window->gallery_page()->grid();
        const QModelIndex second = grid->model()->index(1, 0);
        grid->setCurrentIndex(grid->model()->index(2, 0));
        hold(*window);
        QCOMPARE(panel(*window).answer()->request.target.id, window->gallery_page()->current_target()->id);
        QTest::keyRelease(window.get(), Qt::Key_I);
        QCursor::setPos(grid->viewport()->mapToGlobal(grid->visualRect(second).center()));
        hold(*window);
        QCOMPARE(panel(*window).answer()->request.target.id, second.data(Qt::UserRole + 1).toLongLong());
        window->show_page(ui::Page::kLadder);
        QVERIFY(!window->inspector()->is_open());
        QTest::keyRelease(window.get(), Qt::Key_I);
    }

    void a_failure_is_told_in_the_panel() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        std::filesystem::remove(variants(*window)[0].image);
        window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, variants(*window)[0].id});
        QTest::keyPress(window.get(), Qt::Key_I);
        const auto* view = window->findChild<widgets::InspectView*>(QStringLiteral("inspect_view"));
        const QString name = QString::fromStdString(variants(*window)[0].image.filename().string());
        QTRY_VERIFY2(view->large()[0].message.contains(name), qPrintable(view->large()[0].message));
        QTest::keyRelease(window.get(), Qt::Key_I);
        QVERIFY(!window->inspector()->is_open());
    }
};

DESTUDIO_GUI_TEST(InspectTest)

}  // namespace destudio::inspect_test

#include "inspect_test.moc"
