// SPDX-License-Identifier: Apache-2.0
#include "ui/charts/charts_page.h"

#include <QLineEdit>
#include <QSpinBox>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/gallery/gallery_page.h"
#include "widgets/base/class_palette.h"
#include "widgets/charts/bar_chart.h"
#include "widgets/grids/grid_view.h"

namespace destudio::charts_page_test {

namespace {

/// A window on the charts of a project with a ladder of four variants: ratios 0.5 and 1, seeds 1 and 2, each with
/// cat .9 of 32 x 32 and dog .4 of 40 x 30; the first accepted, the second (seed 1, ratio 1) rejected.
struct Charts {
    test::WindowFixture files;
    std::unique_ptr<test::TestWindow> window = files.open();

    Charts() {
        window->generate();
        rest();
        Project& project = window->workspace().session()->project();
        const auto all = project.variants().all();
        project.variants().set_states({{all[0].id, VariantState::kAccepted}, {all[1].id, VariantState::kRejected}});
        window->show_page(ui::Page::kCharts);
        rest();
    }

    void rest() const {
        if (!QTest::qWaitFor([this] { return window->settled(); }, 10'000)) {
            qFatal("The window does not come to rest.");
        }
        QTest::qWait(20);  // charts are painted later
    }
    widgets::BarChart* chart(const char* name) const {
        return window->findChild<widgets::BarChart*>(QLatin1String(name));
    }
    void click(const char* name, int bar) const {
        auto* view = chart(name);
        QWidget* plot = view->childAt(view->column_rect(bar).center());
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(view, view->column_rect(bar).center()));
        rest();
    }
    QString search() const { return window->findChild<QLineEdit*>(QStringLiteral("gallery_search"))->text(); }
    int found() const { return window->gallery_page()->grid()->model()->rowCount(); }
};

}  // namespace

class ChartsPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void counts_what_the_project_has() {
        const Charts c;
        const auto& classes = c.chart("chart_classes")->bars();
        QCOMPARE(classes.size(), std::size_t{2});
        QCOMPARE(classes[0].label, QStringLiteral("cat"));
        QCOMPARE(classes[0].value, 1.0);
        QCOMPARE(classes[0].more, 2.0);
        QCOMPARE(classes[0].color, widgets::class_color(0));
        const auto& rates = c.chart("chart_ratio")->bars();
        QCOMPARE(rates.size(), std::size_t{2});
        QCOMPARE(rates[0].value, 1.0);
        QCOMPARE(rates[1].value, 0.0);
        QCOMPARE(c.chart("chart_per_image")->bars()[2].value, 3.0);
        QCOMPARE(c.chart("chart_scores")->bars()[18].value, 4.0);
        QVERIFY(c.chart("chart_scores")->bars()[2].dim && !c.chart("chart_scores")->bars()[8].dim);
    }

    void follows_the_project() {
        const Charts c;
        const auto all = c.window->workspace().session()->project().variants().all();
        c.window->workspace().session()->project().variants().set_state(all[1].id, VariantState::kAccepted);
        QTRY_COMPARE(c.chart("chart_classes")->bars()[0].value, 2.0);
        c.window->workspace().session()->set_threshold(0.5);
        QTRY_COMPARE(c.chart("chart_classes")->bars()[1].value, 0.0);
        QVERIFY(c.chart("chart_scores")->bars()[8].dim);
        c.window->findChild<QSpinBox*>(QStringLiteral("lower_bound"))->setValue(7);
        QCOMPARE(c.window->workspace().session()->project().settings().lower_bound(), 7);
    }

    void the_threshold_stands_at_its_number() {
        const Charts c;
        auto* scores = c.chart("chart_scores");
        c.window->workspace().session()->set_threshold(0.4);
        QTRY_VERIFY(scores->bars()[7].dim);
        QTest::qWait(20);
        // 0.4 is the lower edge of bin 8 of 20; its label names that edge.
        QVERIFY(std::abs(scores->divider_x() - scores->edge_label_x(8)) <= 1);
        QVERIFY(scores->divider_x() > scores->column_rect(7).right());
        QVERIFY(scores->divider_x() < scores->column_rect(8).left());
        QVERIFY(scores->edge_label_x(20) > scores->column_rect(19).right());
        QCOMPARE(scores->edge_label_x(7), -1);
    }

    void a_class_has_a_bound_of_its_own() {
        const Charts c;
        auto& classes = c.window->workspace().session()->project().classes();
        const ClassList before = classes.list();
        ClassList after = before;
        set_class_lower_bound(after, before.classes[0].id, 1);
        classes.change(before, after);
        QTRY_COMPARE(c.chart("chart_classes")->bars()[0].level, std::optional(1.0));
        QVERIFY(!c.chart("chart_classes")->bars()[1].level);
        QVERIFY(c.chart("chart_classes")->bars()[0].tip.contains(QStringLiteral("1 accepted of 1 wanted")));
    }

    void a_bar_filters_the_gallery() {
        const Charts c;
        c.click("chart_classes", 1);
        QVERIFY(c.window->gallery_page()->isVisible());
        QCOMPARE(c.search(), QStringLiteral("class:\"dog\""));
        QCOMPARE(c.found(), 4);
        const auto expect = [&c](const char* name, int bar, const char* search, int found) {
            c.window->show_page(ui::Page::kCharts);
            c.rest();
            c.click(name, bar);
            QCOMPARE(c.search(), QLatin1String(search));
            QCOMPARE(c.found(), found);
        };
        expect("chart_ratio", 0, "ratio:0.5", 2);
        expect("chart_guidance", 0, "guidance:7.5", 4);
        expect("chart_per_image", 2, "boxes:2", 4);
        expect("chart_sides", 2, "size:[32,64)", 4);
        expect("chart_aspects", 3, "aspect:[0.8,1.25)", 4);
        expect("chart_scores", 18, "score:[0.9,0.95)", 4);
    }

    void empty_bars_lead_nowhere_and_keys_work() {
        const Charts c;
        c.click("chart_sides", 8);
        QVERIFY(!c.window->gallery_page()->isVisible());
        auto* chart = c.chart("chart_ratio");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Return);
        c.rest();
        QCOMPARE(c.search(), QStringLiteral("ratio:1"));
    }

    void says_when_there_is_nothing() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->show_page(ui::Page::kCharts);
        QTRY_VERIFY(window->settled());
        QVERIFY(!window->findChild<widgets::BarChart*>(QStringLiteral("chart_classes"))->isVisible());
    }
};

DESTUDIO_GUI_TEST(ChartsPageTest)

}  // namespace destudio::charts_page_test

#include "charts_page_test.moc"
