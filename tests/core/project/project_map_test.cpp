// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_map.h"

#include <QtTest/QtTest>
#include <algorithm>

#include "core/image/image_io.h"
#include "core/image/pixel_features.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::project_map_test {

using destudio::test::ProjectFixture;

namespace {

FeatureVector vector_of(const std::string& kind, int which) {
    std::vector<float> numbers(kFeatureLength, 0.1F);
    numbers[static_cast<std::size_t>(which)] = 1;
    return {kind, quantize_features(numbers), static_cast<std::uint64_t>(which)};
}

/// One reference whose file is there, with a picture of its own, and variants of two colors.
struct MapFixture {
    ProjectFixture files;
    RowId reference = 0;
    RowId variant = 0;

    MapFixture() {
        reference = files.add_reference();
        std::filesystem::create_directories(files.file.parent_path() / "images");
        save_png(files.file.parent_path() / "images" / "street.png",
                 cv::Mat(480, 640, CV_8UC3, cv::Scalar(200, 30, 30)));
        variant = files.add_variant(reference);
    }
};

}  // namespace

class ProjectMapTest : public QObject {
    Q_OBJECT

private slots:
    void vectors_survive_the_store() {
        MapFixture f;
        const auto unet = vector_of("unet abc last", 3);
        FeatureStore& store = f.files.project->features();
        store.put_variants({{f.variant, unet, MapPlace{1.5F, -2.25F}}, {999, unet, std::nullopt}});
        store.put_references({{f.reference, unet, std::nullopt}, {f.reference, {}, std::nullopt}});
        f.files.reopen();
        FeatureStore& again = f.files.project->features();
        const auto variants = again.variants("unet abc last");
        QCOMPARE(variants.size(), std::size_t{1});
        QVERIFY(variants[0].id == f.variant && variants[0].vector == unet);
        QVERIFY(variants[0].place == (MapPlace{1.5F, -2.25F}));
        QCOMPARE(again.references("unet abc last").size(), std::size_t{1});
        QVERIFY(!again.references("unet abc last")[0].place);
        QVERIFY(again.variants("unet other last").empty());
        QCOMPARE(again.kinds_of_reference(f.reference), std::vector<std::string>{"unet abc last"});
        QCOMPARE(again.kinds().size(), std::size_t{1});
        // They go with the picture.
        f.files.project->variants().remove(f.variant);
        QVERIFY(again.variants("unet abc last").empty());
    }

    void a_variant_brings_its_vector() {
        MapFixture f;
        Variant made = ProjectFixture::variant(0.3);
        made.features = vector_of("unet abc last", 5);
        const RowId id = f.files.project->variants().add(f.reference, made, {"cat", "dog"}).id;
        const auto stored = f.files.project->features().variants("unet abc last");
        QCOMPARE(stored.size(), std::size_t{1});
        QVERIFY(stored[0].id == id && stored[0].vector == made.features);
    }

    void pixels_stand_in_where_no_model_looked() {
        MapFixture f;
        std::vector<Progress> reports;
        const ProjectMap map =
            make_project_map(*f.files.project, {}, {}, [&](const Progress& now) { reports.push_back(now); });
        QCOMPARE(map.kind, std::string(kPixelKind));
        QCOMPARE(map.entries.size(), std::size_t{2});
        QVERIFY(map.entries[0].is_reference && map.entries[0].id == f.reference);
        QVERIFY(!map.entries[1].is_reference && map.entries[1].id == f.variant);
        QCOMPARE(map.new_variants.size(), std::size_t{1});
        QCOMPARE(map.new_references.size(), std::size_t{1});
        QVERIFY(map.new_variants[0].place.has_value());
        QVERIFY(!reports.empty() && reports.front().stage == "look" && reports.front().total == 2);
        // Once stored, nothing is looked at again, and nothing moves.
        f.files.project->features().put_variants(map.new_variants);
        f.files.project->features().put_references(map.new_references);
        reports.clear();
        const ProjectMap again =
            make_project_map(*f.files.project, {}, {}, [&](const Progress& now) { reports.push_back(now); });
        QVERIFY(again.new_variants.empty() && again.new_references.empty());
        QVERIFY(again.map.positions == map.map.positions);
        QVERIFY(std::none_of(reports.begin(), reports.end(), [](const auto& r) { return r.stage == "look"; }));
    }

    void kinds_are_not_mixed_and_the_models_is_preferred() {
        MapFixture f;
        f.files.project->features().put_variants({{f.variant, vector_of("unet abc last", 3), std::nullopt}});
        const ProjectMap map = make_project_map(*f.files.project, {});
        QCOMPARE(map.kind, std::string("unet abc last"));
        QCOMPARE(map.entries.size(), std::size_t{1});
        QCOMPARE(map.without, std::size_t{1});  // the reference
        QCOMPARE(make_project_map(*f.files.project, {kPixelKind}).entries.size(), std::size_t{2});
    }

    void what_cannot_be_read_is_left_out() {
        MapFixture f;
        std::filesystem::remove(f.files.file.parent_path() / "images" / "street.png");
        const ProjectMap map = make_project_map(*f.files.project, {});
        QCOMPARE(map.entries.size(), std::size_t{1});
        QCOMPARE(map.without, std::size_t{1});
    }

    void pixel_vectors_tell_pictures_apart() {
        const auto distance = [](const cv::Mat& a, const cv::Mat& b) {
            const auto x = unit_features(pixel_features(a).values);
            const auto y = unit_features(pixel_features(b).values);
            double sum = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                sum += (x[i] - y[i]) * (x[i] - y[i]);
            }
            return std::sqrt(sum);
        };
        const cv::Mat red(96, 128, CV_8UC3, cv::Scalar(200, 30, 30));
        const cv::Mat reddish(96, 128, CV_8UC3, cv::Scalar(190, 35, 30));
        const cv::Mat blue(64, 64, CV_8UC3, cv::Scalar(20, 30, 200));
        QVERIFY(distance(red, reddish) < 0.2);
        QVERIFY(distance(red, blue) > 0.8);
    }
};

DESTUDIO_TEST(ProjectMapTest)

}  // namespace destudio::project_map_test

#include "project_map_test.moc"
