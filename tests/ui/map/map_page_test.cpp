// SPDX-License-Identifier: Apache-2.0
#include "ui/map/map_page.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest/QtTest>
#include <algorithm>

#include "core/image/image_io.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"
#include "ui/gallery/gallery_page.h"
#include "ui/map/map_findings_list.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "widgets/base/theme.h"
#include "widgets/grids/grid_view.h"
#include "widgets/map/map_canvas.h"

namespace destudio::map_page_test {

namespace {

/// A vector that a model might have given.
FeatureVector looks_like(std::size_t which) {
    std::vector<float> numbers(kFeatureLength, 0.1F);
    numbers[which] = 1;
    return {"unet abc last", quantize_features(numbers), which};
}

/// The map, and a gallery that it filters, on a project with two references; the first has four variants that look like
/// it and like each other. The second, for the model, is something else.
struct MapOnProject {
    test::ProjectFixture files;
    std::vector<RowId> references;
    ui::Workspace workspace;
    ui::PictureSources pictures;
    ui::GalleryPage gallery{workspace, pictures};
    ui::MapPage page{workspace, pictures};

    explicit MapOnProject(bool planted = false) {
        widgets::apply_theme(*qApp, widgets::Theme::kDark);
        std::filesystem::create_directories(files.file.parent_path() / "images");
        for (const char* name : {"one.png", "two.png"}) {
            save_png(files.file.parent_path() / "images" / name, cv::Mat(96, 128, CV_8UC3, cv::Scalar(200, 90, 60)));
            references.push_back(files.add_reference(name));
        }
        for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
            files.add_variant(references[0], 0.5, seed);
        }
        if (planted) {
            FeatureStore& store = files.project->features();
            store.put_references({{references[0], looks_like(0), {}}, {references[1], looks_like(1), {}}});
            for (const VariantRecord& variant : files.project->variants().all()) {
                store.put_variants({{variant.id, looks_like(0), {}}});
            }
        }
        workspace.set_session(std::make_unique<ui::Session>(std::move(files.project)));
        QObject::connect(&page, &ui::MapPage::variants_chosen, &gallery, &ui::GalleryPage::show_only);
        gallery.show();
        page.resize(1000, 640);
        page.show();
        rest();
    }
    ~MapOnProject() { workspace.set_session(nullptr); }

    void rest() const {
        if (!QTest::qWaitFor([this] { return page.settled() && gallery.settled(); }, 10'000)) {
            qFatal("The map does not come to rest.");
        }
    }
    Project& project() { return workspace.session()->project(); }
    std::vector<VariantRecord> variants() { return project().variants().all(); }
    int found() const { return gallery.grid()->model()->rowCount(); }
    QPushButton* button(const char* name) const { return page.findChild<QPushButton*>(QLatin1String(name)); }
    /// The line of a group, 0 to 2, or one below it.
    void choose(int group, int line = -1) const {
        QTreeWidgetItem* item = page.findings()->topLevelItem(group);
        page.findings()->setCurrentItem(line < 0 ? item : item->child(line));
        rest();
    }
    std::size_t in_state(VariantState state) {
        const auto all = variants();
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [state](const auto& variant) { return variant.state == state; }));
    }
};

}  // namespace

class MapPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void shows_every_picture_and_keeps_what_it_learned() {
        MapOnProject m;
        QVERIFY(m.page.map() != nullptr);
        QCOMPARE(m.page.canvas()->points().size(), std::size_t{6});
        const auto features = m.project().features().variants(kPixelKind);
        QCOMPARE(features.size(), std::size_t{4});
        QVERIFY(features[0].place.has_value());
        QCOMPARE(m.project().features().references(kPixelKind).size(), std::size_t{2});
        auto* kinds = m.page.findChild<QComboBox*>(QStringLiteral("map_kind"));
        QCOMPARE(kinds->currentData().toString(), QString::fromLatin1(kPixelKind));
    }

    void chosen_points_filter_the_gallery() {
        MapOnProject m;
        const auto& entries = m.page.map()->entries;
        QCOMPARE(m.found(), 4);
        m.page.canvas()->set_chosen({1, 2, 4});  // a reference and two variants
        emit m.page.canvas()->chosen_changed();
        m.rest();
        QCOMPARE(m.page.chosen_variants(), (std::vector<RowId>{entries[2].id, entries[4].id}));
        QVERIFY(m.button("map_gallery")->isEnabled());
        QCOMPARE(m.found(), 2);
        auto* all = m.gallery.findChild<QToolButton*>(QStringLiteral("gallery_chosen"));
        QVERIFY(all->isVisible());
        all->click();
        m.rest();
        QCOMPARE(m.found(), 4);
        QVERIFY(!all->isVisible());
    }

    void a_lasso_round_points_filters_the_gallery() {
        MapOnProject m;
        widgets::MapCanvas& canvas = *m.page.canvas();
        const QPointF place = canvas.position_of(2);
        const QPolygonF round{place + QPointF(-3, -3), place + QPointF(3, -3), place + QPointF(3, 3),
                              place + QPointF(-3, 3)};
        QVERIFY(canvas.points_in(round).size() >= 1);
        m.page.findChild<QToolButton*>(QStringLiteral("map_lasso"))->setChecked(true);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, QPoint(2, 2));
        for (const QPoint& to : {QPoint(canvas.width() - 2, 2), QPoint(canvas.width() - 2, canvas.height() - 2),
                                 QPoint(2, canvas.height() - 2), QPoint(2, 2)}) {
            QMouseEvent move(QEvent::MouseMove, to, canvas.mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QCoreApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, QPoint(2, 2));
        m.rest();
        QCOMPARE(m.page.chosen_variants().size(), std::size_t{4});
        QVERIFY(m.gallery.findChild<QToolButton*>(QStringLiteral("gallery_chosen"))->isVisible());
    }

    void keep_one_rejects_the_others_of_a_stack_and_undo_brings_them_back() {
        MapOnProject m;
        const auto all = m.variants();
        m.project().variants().set_state(all[2].id, VariantState::kAccepted);
        m.rest();
        m.choose(2, 0);
        QVERIFY(m.button("map_keep")->isEnabled() && !m.button("map_more")->isEnabled());
        m.button("map_keep")->click();
        QCOMPARE(m.in_state(VariantState::kRejected), std::size_t{3});
        QVERIFY(m.project().variants().get(all[2].id).state == VariantState::kAccepted);
        m.workspace.session()->undo_stack().undo();
        QCOMPARE(m.in_state(VariantState::kRejected), std::size_t{0});
        m.rest();
        QCOMPARE(m.page.map()->map.stacks.size(), std::size_t{1});
    }

    void more_here_asks_for_variants_of_a_hole() {
        MapOnProject m(true);
        QCOMPARE(m.page.map()->kind, std::string("unet abc last"));
        QCOMPARE(m.page.map()->map.holes.size(), std::size_t{1});
        QSignalSpy wanted(&m.page, &ui::MapPage::more_wanted);
        m.choose(0, 0);
        QVERIFY(m.button("map_more")->isEnabled() && !m.button("map_keep")->isEnabled());
        m.button("map_more")->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().at(0).value<std::vector<RowId>>(), std::vector<RowId>{m.references[1]});
    }

    void a_click_goes_to_the_picture_and_return_asks_to_open_it() {
        MapOnProject m;
        QSignalSpy wanted(&m.page, &ui::MapPage::picture_wanted);
        const RowId id = m.page.map()->entries[3].id;
        emit m.page.canvas()->clicked(3);
        QCOMPARE(m.workspace.target()->id, id);
        QCOMPARE(m.workspace.reference(), m.references[0]);
        emit m.page.canvas()->activated(3);
        QCOMPARE(wanted.first().at(0).value<ui::BoxTarget>().id, id);
    }

    void follows_the_project_and_leaves_it() {
        MapOnProject m;
        m.project().variants().remove(m.variants().front().id);
        m.rest();
        QCOMPARE(m.page.canvas()->points().size(), std::size_t{5});
        m.workspace.set_session(nullptr);
        QVERIFY(m.page.map() == nullptr);
        QVERIFY(m.page.canvas()->points().empty());
    }
};

DESTUDIO_GUI_TEST(MapPageTest)

}  // namespace destudio::map_page_test

#include "map_page_test.moc"
