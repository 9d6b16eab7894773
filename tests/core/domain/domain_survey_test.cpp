// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_survey.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::domain_survey_test {

using domain::DomainSurvey;
using domain::survey_domain;

namespace {

/// Blocks of random tones: unlike every other number, and like itself at any size.
cv::Mat picture(int number, cv::Size size) {
    cv::RNG random(static_cast<std::uint64_t>(number) * 7919 + 1);
    cv::Mat blocks(6, 6, CV_8UC3);
    random.fill(blocks, cv::RNG::UNIFORM, 0, 255);
    cv::Mat image;
    cv::resize(blocks, image, size, 0, 0, cv::INTER_CUBIC);
    return image;
}

}  // namespace

class DomainSurveyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path in(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

private slots:
    void a_folder_tells_sizes_copies_and_broken_files() {
        std::filesystem::create_directories(in("flat"));
        save_png(in("flat/a.png"), picture(1, {64, 48}));
        save_png(in("flat/b.png"), picture(2, {320, 240}));
        save_png(in("flat/c.png"), picture(3, {128, 96}));
        save_jpeg(in("flat/d.jpg"), picture(2, {160, 120}));  // b again, smaller
        write_file_atomically(in("flat/broken.jpg"), "no picture");
        const std::string png = read_file(in("flat/b.png"));
        write_file_atomically(in("flat/cut.png"), png.substr(0, png.size() / 2));
        const DomainSurvey survey = survey_domain(in("flat"));
        QCOMPARE(survey.pictures, std::size_t{4});
        QCOMPARE(survey.labelled, std::size_t{0});
        QCOMPARE(survey.boxes, std::size_t{0});
        QVERIFY(survey.smallest == (Size{64, 48}));
        QVERIFY(survey.median == (Size{160, 120}));
        QVERIFY(survey.largest == (Size{320, 240}));
        QCOMPARE(survey.duplicates, std::size_t{1});
        QCOMPARE(survey.some_duplicates.front().first, std::string("b.png"));
        QCOMPARE(survey.some_duplicates.front().second, std::string("d.jpg"));
        QCOMPARE(survey.unreadable, std::size_t{2});
        QVERIFY(survey.some_unreadable.front().find("broken.jpg") != std::string::npos);
    }

    void a_dataset_tells_classes_labels_and_splits() {
        for (const std::string split : {"train", "val"}) {
            std::filesystem::create_directories(in("coco/" + split));
        }
        nlohmann::json coco = {{"categories", {{{"id", 1}, {"name", "cell"}}, {{"id", 2}, {"name", "ring"}}}},
                               {"images", nlohmann::json::array()},
                               {"annotations", nlohmann::json::array()}};
        int annotation = 0;
        const auto add_box = [&](int image, int category) {
            coco["annotations"].push_back({{"id", ++annotation},
                                           {"image_id", image},
                                           {"category_id", category},
                                           {"bbox", {4, 4, 20, 20}},
                                           {"area", 400},
                                           {"iscrowd", 0}});
        };
        for (int i = 1; i <= 4; ++i) {
            const std::string name = (i == 4 ? "val/" : "train/") + std::to_string(i) + ".png";
            save_png(in("coco/" + name), picture(10 + i, {64, 48}));
            coco["images"].push_back({{"id", i}, {"file_name", name}, {"width", 64}, {"height", 48}});
        }
        add_box(1, 2);
        add_box(1, 2);
        add_box(2, 1);
        write_file_atomically(in("coco/annotations.json"), coco.dump());
        const DomainSurvey survey = survey_domain(in("coco/annotations.json"));
        QCOMPARE(survey.pictures, std::size_t{4});
        QCOMPARE(survey.labelled, std::size_t{2});
        QCOMPARE(survey.boxes, std::size_t{3});
        QCOMPARE(survey.classes.size(), std::size_t{2});
        QCOMPARE(survey.classes.front(), (std::pair<std::string, std::size_t>{"ring", 2}));
        QCOMPARE(survey.duplicates, std::size_t{0});
        QCOMPARE(survey.unreadable, std::size_t{0});
        std::size_t in_splits = 0;
        for (const auto& [name, count] : survey.splits) {
            in_splits += count;
        }
        QCOMPARE(in_splits, std::size_t{4});
    }

    void it_stops_and_reports() {
        std::filesystem::create_directories(in("some"));
        for (int i = 0; i < 5; ++i) {
            save_png(in("some/" + std::to_string(i) + ".png"), picture(30 + i, {32, 32}));
        }
        std::int64_t told = 0;
        survey_domain(in("some"), {}, [&told](const Progress& now) { told = std::max(told, now.done); });
        QCOMPARE(told, std::int64_t{5});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(survey_domain(in("some"), stop.get_token()), CancelledError);
        QVERIFY_EXCEPTION_THROWN(survey_domain(in("nowhere")), Error);
    }
};

DESTUDIO_CORE_TEST(DomainSurveyTest)

}  // namespace destudio::domain_survey_test

#include "domain_survey_test.moc"
