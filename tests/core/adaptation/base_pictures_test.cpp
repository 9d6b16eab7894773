// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/base_pictures.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "core/adaptation/picture_choice.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::base_pictures_test {

using namespace destudio::adaptation;

namespace {

constexpr int kWidth = 96;
constexpr int kHeight = 64;

/// Red on the left, blue on the right; upper half darker.
cv::Mat quarters(int width = kWidth, int height = kHeight) {
    cv::Mat image(height, width, CV_8UC3, cv::Scalar(200, 0, 0));
    image.colRange(width / 2, width).setTo(cv::Scalar(0, 0, 200));
    image.rowRange(0, height / 2) *= 0.5;
    return image;
}

}  // namespace

class BasePicturesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path in(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

    PictureList list() const {
        PictureList list;
        list.classes = {"cell", "ring"};
        for (int i = 0; i < 3; ++i) {
            LabelledPicture picture;
            picture.file = in("flat/" + std::to_string(i) + ".png");
            picture.held_out = i == 2;
            picture.boxes = {Box::from_xywh(0, 0, 8, 8), Box::from_xywh(kWidth - 8, kHeight - 8, 8, 8)};
            picture.labels = {0, 1};
            list.pictures.push_back(picture);
        }
        return list;
    }

private slots:
    void initTestCase() {
        std::filesystem::create_directories(in("flat"));
        for (int i = 0; i < 12; ++i) {
            save_png(in("flat/" + std::to_string(i) + ".png"), quarters());
        }
    }

    void a_plain_folder_is_learned_from_with_some_held_out() {
        PictureChoice choice;
        choice.kind = PictureChoice::Kind::kDataset;
        choice.path = in("flat");
        const PictureList found = unlabelled_pictures(choice, 1);
        QCOMPARE(found.pictures.size(), std::size_t{12});
        QVERIFY(found.count(true) >= 1 && found.count(false) >= 10);
        QVERIFY_EXCEPTION_THROWN(dataset_pictures(choice, 1), Error);  // an adapter needs labels
    }

    void test_pictures_are_never_learned_from() {
        for (const char* split : {"train", "val", "test"}) {
            std::filesystem::create_directories(in(std::string("split/") + split));
            save_png(in(std::string("split/") + split + "/a.png"), quarters());
            save_png(in(std::string("split/") + split + "/b.png"), quarters());
        }
        PictureChoice choice;
        choice.kind = PictureChoice::Kind::kDataset;
        choice.path = in("split");
        const PictureList found = unlabelled_pictures(choice, 1);
        QCOMPARE(found.pictures.size(), std::size_t{4});
        for (const LabelledPicture& picture : found.pictures) {
            QCOMPARE(picture.file.parent_path().filename().string(), std::string(picture.held_out ? "val" : "train"));
        }
    }

    void sizes_are_chosen_from_the_pictures() {
        QCOMPARE(suitable_size({{640, 480}, {480, 640}, {2000, 2000}}, 1024), 448);
        QCOMPARE(suitable_size({{640, 480}}, 256), 256);
        QCOMPARE(suitable_size({{200, 200}}, 256), 192);
        QCOMPARE(suitable_size({{20, 20}}, 256), 64);
        training::BaseRecipe recipe = training::picture_base_recipe();
        open_base_pictures(list(), recipe, 256);
        QCOMPARE(recipe.image_size, 64);
    }

    void held_out_pictures_are_shown_as_they_are() {
        training::BaseRecipe recipe = training::picture_base_recipe();
        recipe.image_size = 32;
        recipe.pictures.flips = "both";
        recipe.pictures.quarter_turns = true;
        const auto pictures = open_base_pictures(list(), recipe, 256);
        QCOMPARE(pictures.held_out->count(), std::uint64_t{1});
        const auto picture = pictures.held_out->get(0);
        QCOMPARE(picture.width, 32);
        QCOMPARE(picture.height, 32);
        QVERIFY(picture.rgb[0] > 80 && picture.rgb[0] < 120 && picture.rgb[2] < 10);  // dark red
        const auto* last = &picture.rgb[picture.rgb.size() - 3];
        QVERIFY(last[2] > 180 && last[0] < 10);  // bright blue
    }

    void cuts_are_random_and_the_same_again() {
        training::BaseRecipe recipe = training::picture_base_recipe();
        recipe.image_size = 32;
        const auto pictures = open_base_pictures(list(), recipe, 256);
        const auto again = open_base_pictures(list(), recipe, 256);
        std::set<std::vector<std::uint8_t>> different;
        for (std::uint64_t i = 0; i < 16; ++i) {
            QCOMPARE(pictures.training->get(i).rgb, again.training->get(i).rgb);
            QCOMPARE(pictures.training->get(i).caption, pictures.training->caption(i));
            different.insert(pictures.training->get(i).rgb);
        }
        QVERIFY(different.size() > 8);
    }

    void flips_and_turns_happen_only_where_allowed() {
        training::BaseRecipe recipe = training::picture_base_recipe();
        recipe.image_size = 32;
        recipe.pictures.crop = "whole";
        const auto corners = [&](const training::BaseRecipe& with) {
            training::BaseRecipe copy = with;
            const auto pictures = open_base_pictures(list(), copy, 256);
            std::set<std::pair<bool, bool>> seen;  // red at the top left; dark there
            for (std::uint64_t i = 0; i < 64; ++i) {
                const auto picture = pictures.training->get(i);
                const bool red = picture.rgb[0] > picture.rgb[2];
                seen.insert({red, std::max(picture.rgb[0], picture.rgb[2]) < 150});
            }
            return seen;
        };
        QCOMPARE(corners(recipe).size(), std::size_t{1});
        recipe.pictures.flips = "horizontal";
        QVERIFY((corners(recipe) == std::set<std::pair<bool, bool>>{{true, true}, {false, true}}));
        recipe.pictures.flips = "none";
        recipe.pictures.quarter_turns = true;  // half turns, as the pictures are not square
        QVERIFY((corners(recipe) == std::set<std::pair<bool, bool>>{{true, true}, {false, false}}));
        training::BaseRecipe copy = recipe;
        const auto whole = open_base_pictures(list(), copy, 256).training->get(0);
        QCOMPARE(whole.width, 64);  // 48, rounded to a multiple of 32
        QCOMPARE(whole.height, 32);
    }

    void prompts_name_what_is_in_sight_or_the_caption() {
        training::BaseRecipe recipe = training::picture_base_recipe();
        recipe.image_size = 96;  // 160 x 96 pixels, which show a little less than the whole height
        recipe.domain = "smear";
        recipe.pictures.crop = "whole";
        PictureList some = list();
        QCOMPARE(open_base_pictures(some, recipe, 256).training->caption(0),
                 std::string("A smear, with cell, ring in the smear."));
        // The held-out picture is cut to a square around its middle here, which leaves both corners out.
        recipe.pictures.crop = "random";
        QCOMPARE(open_base_pictures(some, recipe, 256).held_out->caption(0), std::string("A smear."));
        for (auto& picture : some.pictures) {
            picture.caption = "two cells";
        }
        QCOMPARE(open_base_pictures(some, recipe, 256).training->caption(3), std::string("two cells"));
        recipe.pictures.prompts = "domain";
        QCOMPARE(open_base_pictures(some, recipe, 256).training->caption(3), std::string("A smear."));
    }

    void pictures_without_colour_stay_so() {
        std::filesystem::create_directories(in("grey"));
        PictureList some = list();
        training::BaseRecipe recipe = training::picture_base_recipe();
        recipe.image_size = 32;
        QVERIFY(open_base_pictures(some, recipe, 256).description.find("without colour") == std::string::npos);
        recipe.pictures.colour = "grey";
        const auto forced = open_base_pictures(some, recipe, 256);
        const auto picture = forced.training->get(0);
        QVERIFY(picture.rgb[0] == picture.rgb[1] && picture.rgb[1] == picture.rgb[2]);
        recipe.pictures.colour = "auto";
        for (auto& entry : some.pictures) {
            cv::Mat grey;
            cv::cvtColor(load_image(entry.file), grey, cv::COLOR_RGB2GRAY);
            cv::cvtColor(grey, grey, cv::COLOR_GRAY2RGB);
            entry.file = in("grey/" + entry.file.filename().string());
            save_png(entry.file, grey);
        }
        QVERIFY(open_base_pictures(some, recipe, 256).description.find("without colour") != std::string::npos);
    }

    void a_list_with_captions_survives_its_file() {
        PictureList some = list();
        some.pictures[1].caption = "two \"cells\"";
        write_pictures(in("list.json"), some);
        QVERIFY(read_pictures(in("list.json")) == some);
    }

    void samples_are_written_as_sheets_and_over_time() {
        training::SampleSheet sheet{"diffusion", 0, {"picture", "0.30"}, {}};
        for (int i = 0; i < 4; ++i) {
            sheet.cells.push_back(
                {16, 16, std::vector<std::uint8_t>(16 * 16 * 3, static_cast<std::uint8_t>(40 * i)), ""});
        }
        for (const int step : {0, 500, 1000}) {
            sheet.step = step;
            write_samples(in("run"), sheet);
        }
        const cv::Mat one = load_image(in("run/samples/diffusion-00000500.png"));
        QVERIFY(one.cols > 2 * 192 && one.rows > 2 * 192);
        const cv::Mat over_time = load_image(in("run/samples/diffusion-over-time.png"));
        QVERIFY(over_time.rows > 3 * 192);
    }
};

DESTUDIO_CORE_TEST(BasePicturesTest)

}  // namespace destudio::base_pictures_test

#include "base_pictures_test.moc"
