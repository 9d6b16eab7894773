// SPDX-License-Identifier: Apache-2.0
// The gallery by mouse and keyboard, on a real project.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>
#include <QUndoStack>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_page.h"
#include "widgets/grids/grid_view.h"

namespace destudio::gallery_test {

namespace {

/// A window on the gallery of a project with 6 variants for each of two references: 3 ratios, seeds 1 and 2, each with
/// cat .9 and dog .4.
struct Gallery {
    test::WindowFixture files;
    std::unique_ptr<test::TestWindow> window;
    ui::GalleryPage* page = nullptr;
    widgets::GridView* grid = nullptr;

    Gallery() {
        {
            const auto project = Project::open(files.file());
            for (const Reference& reference : project->references().all()) {
                for (const std::uint64_t seed : {1, 2}) {
                    for (const double ratio : {0.3, 0.6, 0.9}) {
                        Variant variant;
                        variant.recipe.seed = seed;
                        variant.recipe.encode_ratio = ratio;
                        variant.recipe.size = {128, 96};
                        variant.recipe.prompt = "A cat.";
                        variant.image = cv::Mat(96, 128, CV_8UC3, cv::Scalar(30, 200 * ratio, 90));
                        variant.detections = {{{8, 8, 40, 40}, 0, 0.9}, {{50, 50, 90, 80}, 1, 0.4}};
                        project->variants().add(reference.id, variant, {"cat", "dog"});
                    }
                }
            }
        }
        window = files.open();
        page = window->gallery_page();
        grid = page->grid();
        window->show_page(ui::Page::kGallery);
        rest();
    }

    void rest() const {
        if (!QTest::qWaitFor([this] { return window->settled(); }, 10'000)) {
            qFatal("The gallery does not come to rest.");
        }
    }
    int rows() const { return grid->model()->rowCount(); }
    RowId id(int row) const { return grid->model()->index(row, 0).data(ui::GalleryModel::kIdRole).toLongLong(); }
    VariantState state(int row) const { return window->workspace().session()->project().variants().get(id(row)).state; }
    void filter(const char* text) const {
        page->set_filter(QString::fromUtf8(text));
        rest();
    }
    QUndoStack& undo() const { return window->workspace().session()->undo_stack(); }
};

}  // namespace

class GalleryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void shows_all_variants_with_thumbnails() {
        const Gallery g;
        QCOMPARE(g.rows(), 12);
        const QAbstractItemModelTester tester(g.grid->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QModelIndex first = g.grid->model()->index(0, 0);
        QTRY_VERIFY(first.data(Qt::DecorationRole).isValid());
        QCOMPARE(first.data(Qt::DecorationRole).value<QImage>().pixelColor(3, 3), QColor(30, 60, 90));
        QVERIFY(first.data(Qt::ToolTipRole).toString().contains(QStringLiteral("scene_0")));
        QVERIFY(g.grid->columns() > 4);
        QCOMPARE(g.grid->visible_rows(), std::pair(0, 11));
        g.filter("seed:2");
        QCOMPARE(g.rows(), 6);
        g.window->projects().close();
        QCOMPARE(g.rows(), 0);
    }

    void the_grid_has_the_focus() {
        const Gallery g;
        g.window->show_page(ui::Page::kLadder);
        QTest::keyClick(g.window.get(), Qt::Key_3, Qt::ControlModifier);
        QVERIFY(g.page->isVisible());
        QTRY_VERIFY(g.grid->hasFocus());
    }

    void pictures_grow_and_shrink() {
        int large = 0;
        {
            const Gallery g;
            const int columns = g.grid->columns();
            g.grid->setFocus();
            QTest::keyClick(g.grid, Qt::Key_Plus);
            QVERIFY(g.grid->columns() < columns);
            QWheelEvent wheel({20, 20}, g.grid->mapToGlobal(QPointF(20, 20)), {}, {0, 120}, Qt::NoButton,
                              Qt::ControlModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(g.grid->viewport(), &wheel);
            large = g.grid->columns();
            QVERIFY(large < columns - 1);
            const QModelIndex first = g.grid->model()->index(0, 0);
            QTRY_VERIFY(first.data(Qt::DecorationRole).isValid());
        }
        const Gallery again;
        QCOMPARE(again.grid->columns(), large);
        for (int i = 0; i < 9; ++i) {
            QTest::keyClick(again.grid, Qt::Key_Minus);
        }
        QVERIFY(again.grid->columns() > 8);
    }

    void filters_by_typing_and_lists() {
        const Gallery g;
        QTest::keyClick(g.window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = g.page->findChild<QLineEdit*>(QStringLiteral("gallery_search"));
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("scene_1 ratio:0.6"));
        QTRY_COMPARE(g.rows(), 2);
        QTest::keyClicks(search, QStringLiteral(" class:zebra"));
        auto visible_error = [&] {
            for (const auto* label : g.page->findChildren<QLabel*>()) {
                if (label->isVisible() && label->property("role") == QStringLiteral("error")) {
                    return label->text();
                }
            }
            return QString();
        };
        QTRY_VERIFY(visible_error().contains(QStringLiteral("zebra")));
        QCOMPARE(g.rows(), 2);  // what was found stays
        g.filter("");
        QVERIFY(visible_error().isEmpty());
        auto* states = g.page->findChild<QComboBox*>(QStringLiteral("gallery_state"));
        auto* classes = g.page->findChild<QComboBox*>(QStringLiteral("gallery_class"));
        classes->setFocus();
        QTest::keyClick(classes, Qt::Key_Down);
        QTest::keyClick(states, Qt::Key_Down);
        g.rest();
        QCOMPARE(search->text(), QStringLiteral("class:cat state:new"));
        QCOMPARE(g.rows(), 12);
        search->setText(QStringLiteral("state:accepted"));
        QCOMPARE(states->currentText(), QStringLiteral("accepted"));
        QCOMPARE(classes->currentIndex(), 0);
        QTRY_COMPARE(g.rows(), 0);
    }

    void decides_one_by_one_with_keys() {
        const Gallery g;
        QTest::keyClick(g.window.get(), Qt::Key_Q);
        g.rest();
        QCOMPARE(g.rows(), 12);
        QVERIFY(g.grid->hasFocus());
        g.grid->setCurrentIndex(g.grid->model()->index(0, 0));
        QTest::keyClick(g.grid, Qt::Key_Space);
        QCOMPARE(g.grid->currentIndex().row(), 1);
        QTest::keyClick(g.grid, Qt::Key_X);
        QCOMPARE(g.grid->currentIndex().row(), 2);
        QVERIFY(g.state(0) == VariantState::kAccepted);
        QVERIFY(g.state(1) == VariantState::kRejected);
        QCOMPARE(g.rows(), 12);  // the list stays while one works through it
        QTest::keyClick(g.grid, Qt::Key_A);
        QCOMPARE(g.grid->currentIndex().row(), 1);
        QTest::keyClick(g.grid, Qt::Key_X);  // taken back, and stays there
        QVERIFY(g.state(1) == VariantState::kNew);
        QCOMPARE(g.grid->currentIndex().row(), 1);
        QTest::keyClick(g.grid, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(g.state(1) == VariantState::kRejected);
        QTest::keyClick(g.window.get(), Qt::Key_F5);
        g.rest();
        QCOMPARE(g.rows(), 10);
    }

    void decides_about_many_in_one_step() {
        const Gallery g;
        QTest::keyClick(g.grid, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(g.page->selected().size(), std::size_t{12});
        QTest::keyClick(g.grid, Qt::Key_Space);
        for (int row = 0; row < 12; ++row) {
            QVERIFY(g.state(row) == VariantState::kAccepted);
        }
        QCOMPARE(g.undo().count(), 1);
        g.undo().undo();
        QVERIFY(g.state(7) == VariantState::kNew);
        g.undo().redo();
        QVERIFY(g.state(7) == VariantState::kAccepted);
        // Shift and the mouse: a range.
        const auto at = [&](int row) { return g.grid->visualRect(g.grid->model()->index(row, 0)).center(); };
        QTest::mouseClick(g.grid->viewport(), Qt::LeftButton, {}, at(2));
        QTest::mouseClick(g.grid->viewport(), Qt::LeftButton, Qt::ControlModifier, at(4));
        QCOMPARE(g.page->selected(), (std::vector<RowId>{g.id(2), g.id(4)}));
        QTest::keyClick(g.grid, Qt::Key_X);
        QVERIFY(g.state(2) == VariantState::kRejected && g.state(4) == VariantState::kRejected);
        QVERIFY(g.state(3) == VariantState::kAccepted);
    }

    void relabels_many_in_one_step() {
        const Gallery g;
        QTest::keyClick(g.grid, Qt::Key_A, Qt::ControlModifier);
        const auto& classes = g.window->workspace().session()->classes();
        g.page->relabel(classes[1].id, classes[0].id);
        QCOMPARE(g.undo().count(), 1);
        g.filter("class:dog");
        QCOMPARE(g.rows(), 0);
        g.undo().undo();
        g.filter("class:dog ");
        QCOMPARE(g.rows(), 12);
        QVERIFY(g.state(0) == VariantState::kNew);
        g.undo().redo();
        g.undo().undo();
        g.undo().redo();
        QVERIFY(g.state(0) == VariantState::kEdited);
        QTest::keyClick(g.grid, Qt::Key_E);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 1);  // only cats are left
        menu->close();
    }

    void opens_with_return_and_double_click() {
        const Gallery g;
        g.grid->setCurrentIndex(g.grid->model()->index(8, 0));
        const RowId wanted = g.id(8);
        QTest::keyClick(g.grid, Qt::Key_Return);
        QCOMPARE(g.window->workspace().target()->id, wanted);
        QVERIFY(!g.page->isVisible());
        g.window->show_page(ui::Page::kGallery);
        g.rest();
        const RowId other = g.id(3);
        QTest::mouseDClick(g.grid->viewport(), Qt::LeftButton, {},
                           g.grid->visualRect(g.grid->model()->index(3, 0)).center());
        QCOMPARE(g.window->workspace().target()->id, other);
    }

    void moves_by_arrows() {
        const Gallery g;
        g.window->resize(900, 700);
        QCoreApplication::processEvents();
        const int columns = g.grid->columns();
        g.grid->setCurrentIndex(g.grid->model()->index(0, 0));
        QTest::keyClick(g.grid, Qt::Key_Down);
        QCOMPARE(g.grid->currentIndex().row(), columns);
        QTest::keyClick(g.grid, Qt::Key_Left);
        QCOMPARE(g.grid->currentIndex().row(), columns - 1);
        QTest::keyClick(g.grid, Qt::Key_End);
        QCOMPARE(g.grid->currentIndex().row(), 11);
        QTest::keyClick(g.grid, Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(g.page->selected().size(), std::size_t{12});
    }
};

DESTUDIO_GUI_TEST(GalleryTest)

}  // namespace destudio::gallery_test

#include "gallery_test.moc"
