// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_format.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/dataset/io/export_check.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::voc_format_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

std::string annotation(const std::string& box, const std::string& file = "a.jpg") {
    return "<annotation><filename>" + file +
           "</filename><size><width>100</width><height>50</height></size>"
           "<object><name>cat</name><difficult>1</difficult><bndbox>" +
           box + "</bndbox></object></annotation>";
}

std::string corners(const std::string& x1, const std::string& y1, const std::string& x2, const std::string& y2) {
    return "<xmin>" + x1 + "</xmin><ymin>" + y1 + "</ymin><xmax>" + x2 + "</xmax><ymax>" + y2 + "</ymax>";
}

ReadResult parsed(const std::string& xml, const VocOptions& options = {}) {
    ReadResult result;
    parse_voc_xml(xml, "Annotations/a.xml", options, result);
    return result;
}

}  // namespace

class VocFormatTest : public QObject {
    Q_OBJECT

private slots:
    void writes_inclusive_pixels_from_one() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_voc(sample_dataset(), painted(), root / "out");
        QCOMPARE(check_export(find_format("voc"), root / "out").size(), std::size_t{0});
        const fs::path voc = root / "out" / "VOCdevkit" / "VOC2012";
        // "a/Größe 1" has five bytes outside the alphabet; "a/Größe_1" would get the same id.
        QVERIFY(fs::exists(voc / "JPEGImages" / "Gr____e_1.jpg"));
        const std::string xml = read_file(voc / "Annotations" / "Gr____e_1.xml");
        QVERIFY(xml.find("<xmin>1</xmin>\n\t\t\t<ymin>1</ymin>\n\t\t\t<xmax>60</xmax>\n\t\t\t<ymax>40</ymax>") !=
                std::string::npos);
        QVERIFY(xml.find("<xmin>11</xmin>\n\t\t\t<ymin>7</ymin>\n\t\t\t<xmax>21</xmax>\n\t\t\t<ymax>30</ymax>") !=
                std::string::npos);
        QVERIFY(xml.find("<difficult>1</difficult>") != std::string::npos);
        QVERIFY(xml.find("Straßenbahn \"1\"") != std::string::npos);
        QCOMPARE(read_file(voc / "ImageSets" / "Main" / "train.txt"), std::string("Gr____e_1\nGr____e_1_2\n"));
        QCOMPARE(read_file(voc / "ImageSets" / "Main" / "val.txt"), std::string("b\n"));
        QCOMPARE(read_file(voc / "ImageSets" / "Main" / "trainval.txt"), std::string("Gr____e_1\nb\nGr____e_1_2\n"));
        QCOMPARE(read_file(voc / "ImageSets" / "Main" / "test.txt"), std::string());
        QCOMPARE(load_image(voc / "JPEGImages" / "b.jpg").cols, 31);
    }

    void round_trips() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_voc(sample_dataset(), painted(), root / "out");
        for (const fs::path& entrance :
             {root / "out", root / "out" / "VOCdevkit", root / "out" / "VOCdevkit" / "VOC2012"}) {
            const ReadResult read = read_voc(entrance);
            QCOMPARE(read.issues.size(), std::size_t{0});
            QVERIFY(read.dataset.classes == sample_dataset().classes);  // the order too, through the label map
            QCOMPARE(read.dataset.images.size(), std::size_t{3});
            QCOMPARE(read.dataset.annotations.size(), std::size_t{3});
            QVERIFY((read.dataset.annotations[0].box == Box{0, 0, 60, 40}));
            QVERIFY((read.dataset.annotations[1].box == Box{10, 6, 21, 30}));
            QVERIFY(read.dataset.annotations[1].ignore);
        }
        QCOMPARE(read_voc(root / "out").dataset.images[2].split, std::string("val"));
    }

    void the_zero_based_switch_works_both_ways() {
        VocOptions cvat;
        cvat.box_style = VocBoxStyle::kZeroBased;
        const std::string xml = annotation(corners("10", "5.5", "20.25", "30"));
        QVERIFY((parsed(xml, cvat).dataset.annotations[0].box == Box{10, 5.5, 20.25, 30}));
        QVERIFY((parsed(xml).dataset.annotations[0].box == Box{9, 4.5, 20.25, 30}));
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_voc(sample_dataset(), painted(), root / "out", cvat);
        QVERIFY(iou(read_voc(root / "out", cvat).dataset.annotations[1].box, sample_dataset().annotations[1].box) >
                0.99);
    }

    void reports_boxes_that_make_no_sense() {
        QCOMPARE(parsed(annotation(corners("1", "1", "100", "50"))).issues.size(), std::size_t{0});
        QVERIFY(parsed(annotation(corners("1", "1", "100", "50"))).dataset.annotations[0].ignore);
        for (const auto& box : {corners("20", "1", "10", "50"), corners("x", "1", "10", "50"), std::string(),
                                corners("300", "1", "310", "50"), corners("nan", "1", "10", "50")}) {
            const ReadResult read = parsed(annotation(box));
            QCOMPARE(read.dataset.annotations.size(), std::size_t{0});
            QCOMPARE(read.issues.size(), std::size_t{1});
        }
        const ReadResult cut = parsed(annotation(corners("91", "1", "150", "50")));
        QVERIFY((cut.dataset.annotations[0].box == Box{90, 0, 100, 50}));
        QCOMPARE(cut.issues.size(), std::size_t{1});
    }

    void survives_hostile_xml() {
        QVERIFY_EXCEPTION_THROWN(parsed("<annotation><size>"), FormatError);
        QVERIFY_EXCEPTION_THROWN(parsed("<svg/>"), FormatError);
        QVERIFY_EXCEPTION_THROWN(parsed(annotation("", "../../etc/passwd")), FormatError);
        // Entities are not expanded, so a file can neither grow without end nor read others.
        const std::string bomb = R"(<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y SYSTEM "file:///etc/passwd">]>)" +
                                 annotation(corners("1", "1", "9", "9"), "&x;&y;.jpg");
        QCOMPARE(parsed(bomb).dataset.images[0].file_name, std::string("&x;&y;.jpg"));
        std::string deep = "<annotation>";
        for (int i = 0; i < 100000; ++i) {
            deep += "<a>";
        }
        QVERIFY_EXCEPTION_THROWN(parsed(deep), FormatError);
    }

    void one_bad_file_does_not_spoil_the_rest() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_voc(sample_dataset(), painted(), root);
        const fs::path voc = root / "VOCdevkit" / "VOC2012";
        write_file_atomically(voc / "Annotations" / "z.xml", std::string_view("<annotation"));
        fs::remove(voc / "JPEGImages" / "b.jpg");
        const ReadResult read = read_voc(root);
        QCOMPARE(read.dataset.images.size(), std::size_t{3});
        QCOMPARE(read.issues.size(), std::size_t{2});
        QVERIFY(error_of([&] { read_voc(root / "nothing"); }).find("Annotations") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(VocFormatTest)

}  // namespace destudio::voc_format_test

#include "voc_format_test.moc"
