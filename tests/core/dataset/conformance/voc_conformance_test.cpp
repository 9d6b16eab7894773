// SPDX-License-Identifier: Apache-2.0
// What other people's Pascal VOC datasets look like.
#include "tests/core/dataset/conformance/importer_case.h"
#include "tests/support/test_main.h"

namespace destudio::voc_conformance_test {

using namespace destudio::dataset::test;

namespace {

constexpr const char* kSize = "<size><width>100</width><height>80</height><depth>3</depth></size>";
constexpr const char* kCat =
    "<object><name>cat</name><bndbox><xmin>11</xmin><ymin>11</ymin><xmax>30</xmax><ymax>30</ymax></bndbox></object>";

std::string voc_xml(const std::string& file, const std::string& objects = kCat, const std::string& size = kSize) {
    return "<annotation><folder>x</folder><filename>" + file + "</filename>" + size + objects + "</annotation>";
}

std::string object_with(const std::string& inside, const std::string& name = "cat") {
    return "<object><name>" + name + "</name>" + inside +
           "<bndbox><xmin>11</xmin><ymin>11</ymin><xmax>30</xmax><ymax>30</ymax></bndbox></object>";
}

// One picture with some objects.
ImporterCase objects_case(const char* name, const std::string& objects, std::vector<std::string> boxes,
                          std::vector<std::string> told = {}, const std::string& size = kSize) {
    boxes.insert(boxes.begin(), "a.jpg 100x80");
    return {name,
            {"JPEGImages/a.jpg"},
            {{"Annotations/a.xml", voc_xml("a.jpg", objects, size)}},
            std::move(boxes),
            std::move(told)};
}

// One annotation file whose picture is to be found.
ImporterCase picture_case(const char* name, const std::string& picture, const std::string& stated,
                          const std::string& found, std::vector<std::string> told) {
    return {name,
            {picture},
            {{"Annotations/a.xml", voc_xml(stated)}},
            {found + " 100x80", "  cat 10,10,30,30"},
            std::move(told)};
}

// Two annotated pictures and a list.
ImporterCase list_case(const char* name, const std::string& list, const std::string& lines,
                       std::vector<std::string> expected, std::vector<std::string> told = {}) {
    return {name,
            {"JPEGImages/my photo 1.jpg", "JPEGImages/sub/b.jpg"},
            {{"Annotations/my photo 1.xml", voc_xml("my photo 1.jpg", "")},
             {"Annotations/sub/b.xml", voc_xml("b.jpg", "")},
             {list, lines}},
            std::move(expected),
            std::move(told)};
}

const std::vector<ImporterCase>& voc_cases() {
    static const std::vector<ImporterCase> cases{
        // Marks and texts.
        objects_case("plain", kCat, {"  cat 10,10,30,30"}),
        objects_case(
            "text over lines",
            "<object><name>\n  cat\n </name><difficult>\n 1 </difficult><bndbox><xmin>\n 11 </xmin><ymin> 11</ymin>"
            "<xmax>30\t</xmax><ymax>30</ymax></bndbox></object>" +
                std::string(kCat),
            {"  cat 10,10,30,30 ignore", "  cat 10,10,30,30"}),
        objects_case("flags in words",
                     object_with("<truncated>Yes</truncated><difficult>true</difficult>") +
                         object_with("<truncated>No</truncated><difficult>FALSE</difficult><occluded>1.0</occluded>") +
                         object_with("<pose>Left</pose><difficult/>"),
                     {"  cat 10,10,30,30 ignore {\"truncated\":true}", "  cat 10,10,30,30 {\"occluded\":true}",
                      "  cat 10,10,30,30 {\"pose\":\"Left\"}"}),
        objects_case("a flag that is no word", object_with("\n<difficult>maybe</difficult>"), {"  cat 10,10,30,30"},
                     {"Annotations/a.xml:2: <difficult> is \"maybe\""}),
        objects_case("names with signs",
                     object_with("", "a: b") + object_with("", "x &amp; &lt;y&gt;") +
                         object_with("", "<![CDATA[<i>]]>") + object_with("", "Straße 🐈"),
                     {"  a: b 10,10,30,30", "  x & <y> 10,10,30,30", "  <i> 10,10,30,30", "  Straße 🐈 10,10,30,30"}),
        objects_case(
            "no name, no box, no numbers",
            object_with("", " ") + "\n<object><name>cat</name></object>\n" +
                "<object><name>cat</name><bndbox><xmin>x</xmin></bndbox></object>",
            {},
            {"a.xml:1: An object has no name", "a.xml:2: The object \"cat\" has no box", "a.xml:3: The box is not"}),
        objects_case(
            "parts and actions",
            object_with("<part><name>head</name><bndbox><xmin>1</xmin></bndbox></part><actions><jumping>1</jumping>"
                        "</actions>",
                        "person"),
            {"  person 10,10,30,30"}, {"1 part of an object is not kept", "1 object has actions"}),
        objects_case("attributes of CVAT",
                     object_with("<attributes><attribute><name>color</name><value>red</value></attribute><attribute>"
                                 "<name>wet</name><value>True</value></attribute></attributes>"),
                     {"  cat 10,10,30,30 {\"color\":\"red\",\"wet\":true}"}),
        objects_case(
            "rotated boxes",
            "<object><name>cat</name><robndbox><cx>50</cx><cy>40</cy><w>20</w><h>10</h><angle>0</angle></robndbox>"
            "</object>",
            {"  cat 40,35,60,45"}, {"1 rotated box became"}),
        objects_case("outlines beside boxes", object_with("<polygon><x1>1</x1><y1>1</y1></polygon>"),
                     {"  cat 10,10,30,30"}, {"1 object has an outline beside the box"}),
        // Sizes.
        objects_case("no size", kCat, {"  cat 10,10,30,30"}, {}, ""),
        objects_case("a size of zero", kCat, {"  cat 10,10,30,30"}, {},
                     "<size><width>0</width><height>0</height></size>"),
        objects_case("a size that is swapped",
                     "<object><name>cat</name><bndbox><xmin>71</xmin><ymin>11</ymin><xmax>100</xmax>"
                     "<ymax>40</ymax></bndbox></object>",
                     {"  cat 70,10,100,40"}, {"80 by 100, but the picture has 100 by 80"},
                     "<size><width>80</width><height>100</height></size>"),
        objects_case("a box that leaves the picture",
                     "<object><name>cat</name><bndbox><xmin>91</xmin><ymin>11</ymin>"
                     "<xmax>140</xmax><ymax>40</ymax></bndbox></object>",
                     {"  cat 90,10,100,40"}, {"a.xml:1: The box sticks out"}, ""),
        // Pictures.
        picture_case("a capital extension", "JPEGImages/a.JPG", "a.jpg", "a.JPG", {"a.JPG was taken"}),
        picture_case("another extension", "JPEGImages/a.png", "a.jpg", "a.png", {"but a.png is there"}),
        picture_case("a path of Windows", "JPEGImages/a.jpg", "C:\\Users\\me\\set\\a.jpg", "a.jpg",
                     {"a path of another machine"}),
        picture_case("a path from the root", "JPEGImages/a.jpg", "/data/set/a.jpg", "a.jpg",
                     {"a path of another machine"}),
        picture_case("a name without an extension", "JPEGImages/a.jpg", "a", "a.jpg", {"but a.jpg is there"}),
        picture_case("no file name", "JPEGImages/a.jpg", "", "a.jpg", {}),
        picture_case("a file name over lines", "JPEGImages/a.jpg", "\n  a.jpg\n", "a.jpg", {}),
        picture_case("another file name", "JPEGImages/a.jpg", "template.jpg", "a.jpg",
                     {"names the image \"template.jpg\""}),
        picture_case("pictures in folders", "JPEGImages/deep/a.jpg", "a.jpg", "deep/a.jpg", {"deep/a.jpg was taken"}),
        {"loaders go by the name of the annotation file",
         {"JPEGImages/a.jpg", "JPEGImages/b.jpg"},
         {{"Annotations/a.xml", voc_xml("b.jpg")}, {"Annotations/b.xml", voc_xml("b.jpg", "")}},
         {"a.jpg 100x80", "  cat 10,10,30,30", "b.jpg 100x80"},
         {"names the image \"b.jpg\", but a.jpg"}},
        {"never the picture of another folder",
         {"JPEGImages/cam2/1.jpg"},
         {{"Annotations/cam1/1.xml", voc_xml("1.jpg")}, {"Annotations/cam2/1.xml", voc_xml("1.jpg", "")}},
         {"cam1/1.jpg 100x80", "  cat 10,10,30,30", "cam2/1.jpg 100x80"},
         {"Annotations/cam1/1.xml: Its picture"}},
        // Layouts.
        {"years side by side",
         {"VOCdevkit/VOC2007/JPEGImages/1.jpg", "VOCdevkit/VOC2007/JPEGImages/2.jpg",
          "VOCdevkit/VOC2012/JPEGImages/1.jpg"},
         {{"VOCdevkit/VOC2007/Annotations/1.xml", voc_xml("1.jpg")},
          {"VOCdevkit/VOC2007/Annotations/2.xml", voc_xml("2.jpg", "")},
          {"VOCdevkit/VOC2007/ImageSets/Main/trainval.txt", "1\n"},
          {"VOCdevkit/VOC2007/ImageSets/Main/test.txt", "2\n"},
          {"VOCdevkit/VOC2012/Annotations/1.xml", voc_xml("1.jpg", object_with("", "dog"))},
          {"VOCdevkit/VOC2012/ImageSets/Main/val.txt", "1\n"}},
         {"classes: cat, dog", "VOC2007/JPEGImages/1.jpg 100x80 train", "  cat 10,10,30,30",
          "VOC2007/JPEGImages/2.jpg 100x80 test", "VOC2012/JPEGImages/1.jpg 100x80 val", "  dog 10,10,30,30"},
         {"2 datasets were read together"}},
        {"downloads side by side",
         {"VOCtrainval/VOCdevkit/VOC2007/JPEGImages/1.jpg", "VOCtest/VOCdevkit/VOC2007/JPEGImages/2.jpg"},
         {{"VOCtrainval/VOCdevkit/VOC2007/Annotations/1.xml", voc_xml("1.jpg", "")},
          {"VOCtest/VOCdevkit/VOC2007/Annotations/2.xml", voc_xml("2.jpg", "")}},
         {"VOCtest/VOCdevkit/VOC2007/JPEGImages/2.jpg 100x80",
          "VOCtrainval/VOCdevkit/VOC2007/JPEGImages/1.jpg 100x80"}},
        {"subfolders",
         {"JPEGImages/top.jpg", "JPEGImages/sub/one.jpg", "JPEGImages/sub/deep/two.jpg"},
         {{"Annotations/top.xml", voc_xml("top.jpg", "")},
          {"Annotations/sub/one.xml", voc_xml("one.jpg")},
          {"Annotations/sub/deep/two.xml", voc_xml("two.jpg", "")},
          {"ImageSets/Main/train.txt", "top\nsub/one\nsub/deep/two\n"}},
         {"sub/deep/two.jpg 100x80 train", "sub/one.jpg 100x80 train", "  cat 10,10,30,30", "top.jpg 100x80 train"}},
        {"folders of splits inside",
         {"JPEGImages/train/1.jpg", "JPEGImages/Validation/1.jpg"},
         {{"Annotations/train/1.xml", voc_xml("1.jpg", "")}, {"Annotations/Validation/1.xml", voc_xml("1.jpg", "")}},
         {"Validation/1.jpg 100x80 val", "train/1.jpg 100x80 train"}},
        {"folders of splits outside",
         {"train/images/1.jpg", "valid/images/2.jpg"},
         {{"train/annotations/1.xml", voc_xml("1.jpg", "")}, {"valid/annotations/2.xml", voc_xml("2.jpg", "")}},
         {"train/images/1.jpg 100x80 train", "valid/images/2.jpg 100x80 val"}},
        {"everything beside each other",
         {"a.jpg"},
         {{"a.xml", voc_xml("a.jpg")}},
         {"a.jpg 100x80", "  cat 10,10,30,30"}},
        {"small letters",
         {"images/a.png"},
         {{"annotations/a.xml", voc_xml("a.png")}},
         {"a.png 100x80", "  cat 10,10,30,30"}},
        {"the folder of annotations",
         {"images/a.png"},
         {{"annotations/a.xml", voc_xml("a.png")}},
         {"a.png 100x80", "  cat 10,10,30,30"},
         {},
         "annotations"},
        {"pictures that are elsewhere",
         {"pics/a.png"},
         {{"set/a.xml", voc_xml("a.png", kCat, "")}},
         {"a.png 100x80", "  cat 10,10,30,30"},
         {},
         "set",
         "pics"},
        {"one annotation file",
         {"JPEGImages/a.jpg"},
         {{"Annotations/a.xml", voc_xml("a.jpg")}},
         {"a.jpg 100x80", "  cat 10,10,30,30"},
         {},
         "Annotations/a.xml"},
        {"capital extensions",
         {"JPEGImages/A.JPG"},
         {{"Annotations/A.XML", voc_xml("A.JPG")}, {"ImageSets/Main/Train.TXT", "A.JPG\n"}},
         {"A.JPG 100x80 train", "  cat 10,10,30,30"}},
        {"what systems leave behind",
         {"JPEGImages/a.jpg", "JPEGImages/._a.jpg", "__MACOSX/JPEGImages/a.jpg"},
         {{"Annotations/a.xml", voc_xml("a.jpg", "")},
          {"Annotations/._a.xml", "rubbish"},
          {"Annotations/.DS_Store", "x"},
          {"__MACOSX/Annotations/a.xml", voc_xml("a.jpg")}},
         {"a.jpg 100x80"},
         {},
         "",
         "",
         "auto",
         "",
         true},
        {"a broken file among others",
         {"JPEGImages/a.jpg"},
         {{"Annotations/a.xml", voc_xml("a.jpg", "")},
          {"Annotations/b.xml", "<annotation><size>"},
          {"Annotations/c.xml", "<?xml version=\"1.0\"?>\n<annotation>\n<object>\xE9</object></annotation>"}},
         {"a.jpg 100x80"},
         {"Annotations/b.xml: Annotations/b.xml is not valid XML", "Annotations/c.xml: "}},
        {"pictures without annotations",
         {"JPEGImages/a.jpg", "JPEGImages/b.jpg"},
         {{"Annotations/a.xml", voc_xml("a.jpg", "")}},
         {"a.jpg 100x80"},
         {"The picture b.jpg has no annotation file"}},
        {"LabelMe of the MIT",
         {"Images/set/a.jpg"},
         {{"Annotations/set/a.xml",
           "<annotation><filename>a.jpg</filename><object><name>cat</name><polygon><pt><x>1</x><y>1</y>"
           "</pt></polygon></object></annotation>"}},
         {},
         {},
         "",
         "",
         "auto",
         "LabelMe of MIT"},
        {"no VOC in Annotations",
         {"Images/1.jpg"},
         {{"Annotations/1.txt", "hello there\n"}},
         {},
         {},
         "",
         "",
         "voc",
         "no folder Annotations"},
        // Lists.
        list_case("names with blanks", "ImageSets/Main/val.txt", "my photo 1\n  sub/b  \r\n",
                  {"my photo 1.jpg 100x80 val", "sub/b.jpg 100x80 val"}),
        list_case("flags behind names", "ImageSets/Main/train.txt", "my photo 1  1\nsub/b -1\n",
                  {"my photo 1.jpg 100x80 train", "sub/b.jpg 100x80 train"}),
        list_case("names with extensions and folders", "ImageSets/Main/test.txt",
                  "JPEGImages/my photo 1.jpg\n./sub/b.xml\n", {"my photo 1.jpg 100x80 test", "sub/b.jpg 100x80 test"}),
        list_case("pairs of picture and annotation", "train.txt", "JPEGImages/sub/b.jpg Annotations/sub/b.xml\n",
                  {"my photo 1.jpg 100x80", "sub/b.jpg 100x80 train"}),
        list_case("lists outside Main", "ImageSets/validation.txt", "b\n",
                  {"my photo 1.jpg 100x80", "sub/b.jpg 100x80 val"}),
        list_case("names of nothing", "ImageSets/Main/train.txt", "\ngone\n../../secret\n",
                  {"my photo 1.jpg 100x80", "sub/b.jpg 100x80"},
                  {"ImageSets/Main/train.txt:2: There is no annotation file for \"gone\"",
                   "train.txt:3: There is no annotation"}),
        list_case("subsets of other names", "ImageSets/Main/night.txt", "sub/b\n",
                  {"my photo 1.jpg 100x80", "sub/b.jpg 100x80 {\"subset\":\"night\"}"},
                  {"\"night\" is none of train, val and test"}),
        list_case("lists of one class", "ImageSets/Main/cat_train.txt", "sub/b 1\n",
                  {"my photo 1.jpg 100x80", "sub/b.jpg 100x80"}),
        {"the same picture in two splits",
         {"JPEGImages/a.jpg"},
         {{"Annotations/a.xml", voc_xml("a.jpg", "")},
          {"ImageSets/Main/train.txt", "a\n"},
          {"ImageSets/Main/val.txt", "a\n"},
          {"ImageSets/Main/trainval.txt", "a\n"}},
         {"a.jpg 100x80 val"},
         {"\"a\" is in train and in val"}},
        // Class lists.
        {"a label map",
         {"JPEGImages/a.jpg"},
         {{"Annotations/a.xml",
           voc_xml("a.jpg", object_with("", "x: y") + object_with("", "#tag") + object_with("", "new"))},
          {"labelmap.txt",
           "# label:color_rgb:parts:actions\r\nbackground:0,0,0::\nx: y:::\n#tag:::\nbackground:::\n"
           "person:1,2,3:head,hand:jump\n plain \n# cat:1,2,3::\n"}},
         {"classes: x: y, #tag, background, person, plain, new", "a.jpg 100x80", "  x: y 10,10,30,30",
          "  #tag 10,10,30,30", "  new 10,10,30,30"}},
    };
    return cases;
}

}  // namespace

class VocConformanceTest : public QObject {
    Q_OBJECT

private slots:
    DESTUDIO_IMPORTER_CASES(voc_cases())
};

DESTUDIO_CORE_TEST(VocConformanceTest)

}  // namespace destudio::voc_conformance_test

#include "voc_conformance_test.moc"
