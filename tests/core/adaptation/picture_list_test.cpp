// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_list.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <set>

#include "core/adaptation/picture_choice.h"
#include "core/adaptation/picture_list_source.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "tests/core/adaptation/adaptation_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::picture_list_test {

using namespace destudio::adaptation;
using Kind = PictureChoice::Kind;

namespace {

PictureList numbered(int groups, int each) {
    PictureList list;
    list.classes = {"cat"};
    for (int g = 0; g < groups; ++g) {
        for (int i = 0; i < each; ++i) {
            LabelledPicture picture;
            picture.group = std::to_string(g);
            list.pictures.push_back(picture);
        }
    }
    return list;
}

}  // namespace

class PictureListTest : public QObject {
    Q_OBJECT

    test::AdaptationFixture m_files;

private slots:
    void a_group_is_on_one_side() {
        for (const std::uint64_t seed : {1, 2, 3}) {
            PictureList list = numbered(10, 5);
            hold_out(list, 0.2, seed);
            QCOMPARE(list.count(true), std::size_t{10});
            std::map<std::string, std::set<bool>> sides;
            for (const LabelledPicture& picture : list.pictures) {
                sides[picture.group].insert(picture.held_out);
            }
            for (const auto& [group, side] : sides) {
                QCOMPARE(side.size(), std::size_t{1});
            }
        }
    }

    void a_pass_takes_every_picture_once_and_cuts_it_anew() {
        QTemporaryDir folder;
        PictureList list;
        list.classes = {"cat"};
        for (int i = 0; i < 7; ++i) {  // each its own grey
            LabelledPicture picture;
            picture.file = folder.path().toStdString() + "/" + std::to_string(i) + ".png";
            picture.caption = std::to_string(i);
            save_png(picture.file, cv::Mat(40, 60, CV_8UC3, cv::Scalar::all(20 + 10 * i)));
            list.pictures.push_back(picture);
        }
        const PictureListSource source(list, PictureListSource::Use::kTraining, 3);
        QCOMPARE(source.count(), std::uint64_t{0});
        QCOMPARE(source.pictures(), std::uint64_t{7});
        std::vector<std::string> first;
        std::vector<std::string> second;
        for (std::uint64_t i = 0; i < 7; ++i) {
            const auto picture = source.get(i, 16);
            QCOMPARE(static_cast<int>(picture.rgb[0]), 20 + 10 * std::stoi(picture.caption));
            first.push_back(picture.caption);
            second.push_back(source.get(i + 7, 16).caption);
        }
        QCOMPARE(std::set(first.begin(), first.end()).size(), std::size_t{7});
        QCOMPARE(std::set(second.begin(), second.end()).size(), std::size_t{7});
        QVERIFY(first != second);
        const auto some = source.some_pictures(3, 1);
        QCOMPARE(some->pictures(), std::uint64_t{3});
        std::set<std::string> chosen;
        for (std::uint64_t i = 0; i < 30; ++i) {
            chosen.insert(some->get(i, 16).caption);
        }
        QCOMPARE(chosen.size(), std::size_t{3});
        QCOMPARE(source.some_pictures(100, 1)->pictures(), std::uint64_t{7});
    }

    void two_groups_make_two_sides() {
        PictureList list = numbered(2, 10);
        hold_out(list, 0.2, 1);
        QCOMPARE(list.count(true), std::size_t{10});
    }

    void corrections_come_with_empty_and_ignored_ones() {
        {
            const auto project = Project::open(m_files.project_file());
            const RowId variant = project->variants().all().at(1).id;
            auto boxes = project->annotations().materialise(variant, 0.3);
            StoredAnnotation region = boxes.at(0);
            region.id = 0;
            region.box = {0, 0, 16, 16};
            region.ignore = true;
            project->annotations().add(region);
            project->variants().set_state(variant, VariantState::kEdited);
        }
        const PictureList list = gather({Kind::kCorrections, m_files.project_file()}, 1);
        QCOMPARE(list.pictures.size(), std::size_t{12});
        QCOMPARE(list.classes, std::vector<std::string>{"cat"});
        QVERIFY(list.count(true) == 3 && list.count(false) == 9);
        const auto empty = std::count_if(list.pictures.begin(), list.pictures.end(),
                                         [](const auto& picture) { return picture.boxes.empty(); });
        QCOMPARE(empty, 3);
        const auto with_region =
            std::find_if(list.pictures.begin(), list.pictures.end(), [](const auto& p) { return !p.ignored.empty(); });
        QVERIFY(with_region != list.pictures.end());
        QCOMPARE(with_region->boxes.size(), std::size_t{1});

        const auto file = m_files.folder() / "pictures.json";
        write_pictures(file, list);
        QVERIFY(read_pictures(file) == list);
        write_file_atomically(file, R"({"classes":[],"pictures":[{"file":"a"}]})");
        QVERIFY_EXCEPTION_THROWN(read_pictures(file), FormatError);
    }

    void references_bring_their_ground_truth() {
        const PictureList list = gather({Kind::kReferences, m_files.project_file()}, 1);
        QCOMPARE(list.pictures.size(), std::size_t{4});
        QCOMPARE(list.classes, std::vector<std::string>{"cat"});
        QVERIFY(list.count(true) == 1);
        const auto sources = open_sources(list, 1);
        const auto held_out = sources.held_out->get(0, 32);
        // The middle 64 x 64 of 96 x 64, at half the size.
        QVERIFY((held_out.boxes.at(0) == Box{7, 5, 22, 25}));
    }

    void too_few_corrections_are_a_sentence() {
        const auto file = m_files.folder() / "few.destudio";
        Project::create(file, "Few");
        try {
            gather({Kind::kCorrections, file}, 1);
            QFAIL("nothing was thrown");
        } catch (const UsageError& error) {
            QVERIFY2(QString(error.what()).contains("Accept or correct at least 10 variants"), error.what());
        }
        QVERIFY_EXCEPTION_THROWN(gather({Kind::kReferences, file}, 1), UsageError);
    }

    void missing_pictures_are_named() {
        PictureList list = numbered(1, 2);
        list.pictures[0].file = m_files.folder() / "gone.png";
        list.pictures[1].file = m_files.folder() / "gone_too.png";
        try {
            require_files(list);
            QFAIL("nothing was thrown");
        } catch (const IoError& error) {
            QVERIFY2(QString(error.what()).contains("gone.png is not there, nor are 1 other"), error.what());
        }
    }
};

DESTUDIO_TEST(PictureListTest)

}  // namespace destudio::picture_list_test

#include "picture_list_test.moc"
