// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/core/dataset/dataset_folder.h"
#include "tests/support/test_main.h"

namespace destudio::image_folder_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

class ImageFolderTest : public QObject {
    Q_OBJECT

private slots:
    void the_contents_decide_and_the_rest_is_told_by_name() {
        using namespace std::string_view_literals;
        const DatasetFolder folder;
        for (const char* name : {"ok.png", "is png.jpg", "photo.jfif", "no extension", "odd.dat"}) {
            folder.picture(name);
        }
        folder.put("moving.gif", "GIF89a..............");
        folder.put("phone.jpg",
                   "\0\0\0\x18"
                   "ftypheic\0\0\0\0mif1"sv);
        folder.put("web.jpg",
                   "\0\0\0\x18"
                   "ftypavif\0\0\0\0mif1"sv);
        folder.put("film.jpg",
                   "\0\0\0\x18"
                   "ftypisom\0\0\0\0mif1"sv);
        folder.put("page.png", "<!DOCTYPE html><html>nothing here</html>");
        folder.put("cut.png", "\x89PNG\r\n\x1a\n");
        folder.put("notes.txt", "of all pictures");
        folder.put("list.csv", "a,b");
        const auto found = folder.read("image_folder");
        QCOMPARE(found.dataset.images.size(), std::size_t{5});
        for (const auto& [name, kind] : {std::pair{"moving.gif", "GIF"},
                                         {"phone.jpg", "HEIC"},
                                         {"web.jpg", "AVIF"},
                                         {"film.jpg", "film"},
                                         {"page.png", "web page"},
                                         {"cut.png", "damaged"}}) {
            QVERIFY2(std::any_of(found.issues.begin(), found.issues.end(),
                                 [&](const Issue& issue) {
                                     return issue.where == name && issue.what.find(kind) != std::string::npos;
                                 }),
                     name);
        }
        QCOMPARE(found.issues.size(), std::size_t{6});
    }

    void leftovers_of_systems_are_no_part_of_it() {
        const DatasetFolder folder;
        folder.picture("a.png");
        for (const char* name : {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._a.png", "._a.png", "@eaDir/a.png",
                                 ".git/config", "below/.DS_Store"}) {
            folder.put(name, "rubbish");
        }
        folder.put("README.md", "# Pictures");
        const auto known = recognise(folder.root(), "--from");
        QCOMPARE(known.format.name(), std::string("image_folder"));
        QVERIFY(known.explanation.find("--from") != std::string::npos);
        const auto found = folder.read("image_folder");
        QCOMPARE(found.issues.size(), std::size_t{0});
        QCOMPARE(found.dataset.images.size(), std::size_t{1});
    }
};

DESTUDIO_CORE_TEST(ImageFolderTest)

}  // namespace destudio::image_folder_test

#include "image_folder_test.moc"
