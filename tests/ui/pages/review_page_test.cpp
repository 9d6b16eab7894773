// SPDX-License-Identifier: Apache-2.0
// The pages as the window knows them: each review page acts on the target it names, and actions follow what the shown
// page states.
#include "ui/pages/review_page.h"

#include <QAction>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/editing/editor_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/base/linked_view.h"
#include "widgets/grids/grid_view.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::review_page_test {

using ui::ActionState;
using ui::BoxTarget;
using ui::Page;
using ui::ReviewPage;

namespace {

/// A window whose first reference has variants at three ratios, each with a cat and a dog.
struct Review {
    test::WindowFixture files;
    std::unique_ptr<test::TestWindow> window;
    std::vector<RowId> variants;

    Review() {
        {
            const auto project = Project::open(files.file());
            const RowId reference = project->references().all().front().id;
            for (const double ratio : {0.3, 0.6, 0.9}) {
                Variant variant;
                variant.recipe.encode_ratio = ratio;
                variant.recipe.size = {128, 96};
                variant.image = cv::Mat(96, 128, CV_8UC3, cv::Scalar(30, 200 * ratio, 90));
                variant.detections = {{{8, 8, 40, 40}, 0, 0.9}, {{50, 50, 90, 80}, 1, 0.4}};
                variants.push_back(project->variants().add(reference, variant, {"cat", "dog"}).id);
            }
        }
        window = files.open();
        if (!QTest::qWaitForWindowExposed(window.get())) {
            qFatal("no window");
        }
    }

    /// Shows a page with the variant in the middle as its target.
    ReviewPage& show(Page page) const {
        window->show_page(page);
        rest();
        window->workspace().set_target(BoxTarget{BoxTarget::Kind::kVariant, variants[1]});
        window->gallery_page()->grid()->setCurrentIndex(window->gallery_page()->grid()->model()->index(1, 0));
        rest();
        return *window->pages().review();
    }
    void rest() const {
        if (!QTest::qWaitFor([this] { return window->settled(); }, 10'000)) {
            qFatal("The window does not come to rest.");
        }
        QCoreApplication::processEvents();
    }
    VariantState state(RowId id) const { return window->workspace().session()->project().variants().get(id).state; }
    const ui::WindowActions& actions() const { return window->actions_of_window(); }
    /// How large the page shows its pictures, in a measure of its own.
    double size(Page page) const {
        switch (page) {
            case Page::kLadder:
                return window->ladder_page()->canvas()->linked_view()->zoom();
            case Page::kEditor:
                return window->editor_page()->canvas()->linked_view()->zoom();
            default:
                return window->gallery_page()
                    ->grid()
                    ->visualRect(window->gallery_page()->grid()->currentIndex())
                    .width();
        }
    }
    /// The middle of the target's picture on the screen.
    QPoint middle(Page page) const {
        if (page == Page::kGallery) {
            const auto* grid = window->gallery_page()->grid();
            return grid->viewport()->mapToGlobal(grid->visualRect(grid->currentIndex()).center());
        }
        const QWidget* port = window->pages().canvas()->viewport();
        return port->mapToGlobal(port->rect().center());
    }
};

void add_review_pages() {
    QTest::addColumn<Page>("page");
    QTest::newRow("ladder") << Page::kLadder;
    QTest::newRow("editor") << Page::kEditor;
    QTest::newRow("gallery") << Page::kGallery;
}

}  // namespace

class ReviewPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void decides_about_its_target_data() { add_review_pages(); }
    void decides_about_its_target() {
        QFETCH(Page, page);
        const Review r;
        ReviewPage& shown = r.show(page);
        const RowId target = shown.current_target().value().id;
        QCOMPARE(target, r.variants[1]);
        shown.accept();
        QVERIFY(r.state(target) == VariantState::kAccepted);
        r.show(page).accept();
        QVERIFY(r.state(target) == VariantState::kNew);  // taken back
        r.show(page).reject();
        QVERIFY(r.state(target) == VariantState::kRejected);
        r.show(page);
        r.actions().accept->trigger();  // the window asks the page that is shown
        QVERIFY(r.state(target) == VariantState::kAccepted);
        QVERIFY(r.state(r.variants[0]) == VariantState::kNew && r.state(r.variants[2]) == VariantState::kNew);
    }

    void goes_both_ways_data() { add_review_pages(); }
    void goes_both_ways() {
        QFETCH(Page, page);
        const Review r;
        ReviewPage& shown = r.show(page);
        shown.go(1);
        QCOMPARE(shown.current_target().value().id, r.variants[2]);
        shown.go(-1);
        shown.go(-1);
        QCOMPARE(shown.current_target().value().id, r.variants[0]);
        r.actions().next->trigger();
        QCOMPARE(shown.current_target().value().id, r.variants[1]);
    }

    void zooms_its_pictures_data() { add_review_pages(); }
    void zooms_its_pictures() {
        QFETCH(Page, page);
        const Review r;
        ReviewPage& shown = r.show(page);
        const double before = r.size(page);
        shown.zoom(1);
        const double larger = r.size(page);
        QVERIFY2(larger > before, qPrintable(QStringLiteral("%1 > %2").arg(larger).arg(before)));
        r.actions().zoom_out->trigger();
        QCOMPARE(r.size(page), before);
    }

    void names_the_picture_under_the_pointer_data() { add_review_pages(); }
    void names_the_picture_under_the_pointer() {
        QFETCH(Page, page);
        const Review r;
        ReviewPage& shown = r.show(page);
        QVERIFY(shown.target_at(r.middle(page)) == shown.current_target());
        QVERIFY(!shown.target_at(r.window->mapToGlobal(QPoint(-50, -50))));
    }

    void asks_for_another_class_data() { add_review_pages(); }
    void asks_for_another_class() {
        QFETCH(Page, page);
        const Review r;
        r.show(page).relabel();
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QApplication::activePopupWidget()->close();
    }

    void states_what_actions_apply() {
        const Review r;
        const ActionState ladder{true, true, true, false, true, true, false};
        const ActionState editor{true, true, true, false, true, false, false};
        const ActionState gallery{true, true, false, false, false, false, true};
        QVERIFY(r.show(Page::kLadder).action_state() == ladder);
        QVERIFY(r.show(Page::kEditor).action_state() == editor);
        QVERIFY(r.show(Page::kGallery).action_state() == gallery);
        for (const Page page : {Page::kCharts, Page::kExport, Page::kTraining, Page::kEvaluation, Page::kJobs}) {
            r.window->show_page(page);
            QVERIFY(r.window->pages().review() == nullptr);
            QVERIFY(r.window->pages().current().action_state() == ActionState());
        }
    }

    void actions_follow_the_page_and_its_target() {
        const Review r;
        const auto on = [](const QAction* action) { return action->isEnabled(); };
        const ui::WindowActions& a = r.actions();
        r.show(Page::kLadder);
        QVERIFY(on(a.accept) && on(a.draw) && on(a.difference) && on(a.more_like_this) && on(a.zoom_in));
        QVERIFY(!on(a.remove) && !on(a.refresh));
        r.window->workspace().set_target(BoxTarget{BoxTarget::Kind::kReference, r.window->workspace().reference()});
        QVERIFY(!on(a.accept) && !on(a.more_like_this) && on(a.draw) && on(a.next));
        r.show(Page::kEditor);
        Project& project = r.window->workspace().session()->project();
        r.window->workspace().set_box(ui::box_key(project.annotations().of_variant(r.variants[1], 0.3).front()));
        QVERIFY(on(a.remove) && on(a.copy) && on(a.lock) && !on(a.difference));
        r.show(Page::kGallery);
        QVERIFY(on(a.accept) && on(a.refresh) && on(a.relabel) && !on(a.draw) && !on(a.remove) && !on(a.rerun));
        r.window->show_page(Page::kCharts);
        QVERIFY(!on(a.accept) && !on(a.next) && !on(a.zoom_in) && !on(a.refresh) && on(a.review_queue));
        r.window->projects().close();
        r.window->show_page(Page::kGallery);
        QVERIFY(!on(a.accept) && !on(a.refresh) && !on(a.review_queue) && !on(a.close_project));
        r.window->show_page(Page::kLadder);
        QVERIFY(!on(a.accept) && !on(a.draw) && !on(a.difference));
    }
};

DESTUDIO_GUI_TEST(ReviewPageTest)

}  // namespace destudio::review_page_test

#include "review_page_test.moc"
