// SPDX-License-Identifier: Apache-2.0
// The keys of the review work wherever a person comes from: after Generate, out of a field for numbers, out of a list
// that was searched; and the right mouse button tells what can be done.
#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/editing/editor_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/grids/grid_view.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::review_focus_test {

using ui::BoxTarget;
using ui::Page;

class ReviewFocusTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_files;
    std::unique_ptr<test::TestWindow> m_window;

    void generate() const {
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), 20'000);
    }
    std::vector<RowId> variants() const {
        std::vector<RowId> ids;
        for (const auto& variant :
             m_window->workspace().session()->project().variants().of_reference(m_window->workspace().reference())) {
            ids.push_back(variant.id);
        }
        return ids;
    }
    VariantState state(RowId id) const { return m_window->workspace().session()->project().variants().get(id).state; }
    QStringList menu_texts() const {
        QStringList texts;
        for (QMenu* menu : m_window->findChildren<QMenu*>(QStringLiteral("context_menu"))) {
            for (const QAction* action : menu->actions()) {
                if (!action->isSeparator()) {
                    texts << action->text();
                }
            }
            menu->close();
            delete menu;
        }
        return texts;
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() {
        m_files = std::make_unique<test::WindowFixture>();
        m_window = m_files->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() {
        m_window.reset();
        m_files.reset();
    }

    void generating_gives_the_keys_to_the_ladder() {
        auto* steps = m_window->findChild<QSpinBox*>(QStringLiteral("steps"));
        steps->setFocus();
        generate();
        QVERIFY(!steps->hasFocus());
        QVERIFY(m_window->ladder_page()->isAncestorOf(m_window->focusWidget()));
    }

    void letters_in_a_field_for_numbers_are_keys_of_the_review() {
        generate();
        auto* seeds = m_window->findChild<QLineEdit*>(QStringLiteral("seeds"));
        const QString before = seeds->text();
        seeds->setFocus();
        QTest::keyClick(seeds, Qt::Key_D);
        QVERIFY(m_window->workspace().target()->is_variant());
        QCOMPARE(seeds->text(), before);
        auto* steps = m_window->findChild<QSpinBox*>(QStringLiteral("steps"));
        auto* inside = steps->findChild<QLineEdit*>();
        steps->setFocus();
        QTest::keyClick(inside, Qt::Key_D);
        QCOMPARE(m_window->workspace().target()->id, variants()[1]);
        inside->selectAll();
        QTest::keyClicks(inside, QStringLiteral("12"));
        QCOMPARE(steps->value(), 12);
    }

    void escape_leaves_a_field() {
        auto* negative = m_window->findChild<QLineEdit*>(QStringLiteral("negative_prompt"));
        negative->setFocus();
        QTest::keyClick(negative, Qt::Key_Escape);
        QVERIFY(m_window->ladder_page()->isAncestorOf(m_window->focusWidget()));
    }

    void a_click_beside_the_pictures_takes_the_keys() {
        auto* negative = m_window->findChild<QLineEdit*>(QStringLiteral("negative_prompt"));
        negative->setFocus();
        QTest::mouseClick(m_window->ladder_page(), Qt::LeftButton, {},
                          QPoint(m_window->ladder_page()->width() / 2, m_window->ladder_page()->height() - 4));
        QVERIFY(m_window->ladder_page()->isAncestorOf(m_window->focusWidget()));
    }

    void the_right_button_opens_a_menu_on_a_picture() {
        generate();
        auto* cell = m_window->ladder_page()->view()->cell(0, 1);
        QTest::mousePress(cell->canvas()->viewport(), Qt::RightButton, {}, QPoint(3, 3));
        QCOMPARE(m_window->workspace().target()->id, variants()[0]);
        const ui::WindowActions& actions = m_window->actions_of_window();
        const QStringList on_picture = menu_texts();
        QVERIFY(on_picture.contains(actions.accept->text()));
        QVERIFY(on_picture.contains(actions.more_like_this->text()));
        QVERIFY(!on_picture.contains(actions.duplicate->text()));
        const QPoint on_box = cell->canvas()->to_viewport({20, 20}).toPoint();
        QTest::mousePress(cell->canvas()->viewport(), Qt::RightButton, {}, on_box);
        QVERIFY(menu_texts().contains(actions.duplicate->text()));
    }

    void the_right_button_opens_a_menu_in_the_gallery() {
        generate();
        m_window->show_page(Page::kGallery);
        QTRY_VERIFY(m_window->settled());
        auto* grid = m_window->gallery_page()->grid();
        const QPoint place = grid->visualRect(grid->model()->index(2, 0)).center();
        emit grid->customContextMenuRequested(place);
        QCOMPARE(grid->currentIndex().row(), 2);
        QVERIFY(menu_texts().contains(m_window->actions_of_window().reject->text()));
    }

    /// One key an image, here as in the editor.
    void the_gallery_goes_to_what_is_not_reviewed() {
        generate();
        m_window->show_page(Page::kGallery);
        QTRY_VERIFY(m_window->settled());
        auto* grid = m_window->gallery_page()->grid();
        m_window->gallery_page()->go(1);
        const auto ids = m_window->gallery_page()->selected();
        QTest::keyClick(grid, Qt::Key_G);
        QCOMPARE(state(ids.front()), VariantState::kAccepted);
        QCOMPARE(grid->currentIndex().row(), 2);
        QTest::keyClick(grid, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(grid->currentIndex().row(), 3);
        QCOMPARE(m_window->gallery_page()->selected().size(), std::size_t{1});
        QTest::keyClick(grid, Qt::Key_G);
        QCOMPARE(grid->currentIndex().row(), 0);  // from the beginning
    }

    void the_editor_follows_the_list_it_was_opened_from() {
        generate();
        m_window->show_page(Page::kGallery);
        QTRY_VERIFY(m_window->settled());
        const auto ids = variants();
        const std::vector<RowId> list{ids[3], ids[0], ids[2]};
        m_window->workspace().set_target(BoxTarget{BoxTarget::Kind::kVariant, list[0]});
        m_window->workspace().set_review_list(list);
        m_window->show_page(Page::kEditor);
        QTest::keyClick(m_window.get(), Qt::Key_D);
        QCOMPARE(m_window->workspace().target()->id, list[1]);
        QCOMPARE(*m_window->workspace().place_in_review_list(), std::size_t{1});
        QTest::keyClick(m_window.get(), Qt::Key_G);
        QCOMPARE(state(list[1]), VariantState::kAccepted);
        QCOMPARE(m_window->workspace().target()->id, list[2]);
        // Another picture ends it.
        m_window->workspace().set_target(BoxTarget{BoxTarget::Kind::kVariant, ids[1]});
        QVERIFY(m_window->workspace().review_list().empty());
    }

    void a_new_box_has_the_references_most_frequent_class() {
        Project& project = m_window->workspace().session()->project();
        const RowId cat = project.classes().find_or_add("cat");
        const RowId dog = project.classes().find_or_add("dog");
        std::vector<ReferenceBox> boxes(3);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            boxes[i].class_id = i == 0 ? cat : dog;
            boxes[i].box = {1, 1, 20, 20};
        }
        project.references().set_boxes(m_window->workspace().reference(), boxes);
        QCOMPARE(m_window->workspace().drawing_class(), dog);
        m_window->workspace().set_drawing_class(cat);
        QCOMPARE(m_window->workspace().drawing_class(), cat);
    }
};

DESTUDIO_GUI_TEST(ReviewFocusTest)

}  // namespace destudio::review_focus_test

#include "review_focus_test.moc"
