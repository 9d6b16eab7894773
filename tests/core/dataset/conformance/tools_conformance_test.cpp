// SPDX-License-Identifier: Apache-2.0
// What datasets of annotation tools look like: CVAT, labelme, Label Studio, Create ML, Datumaro, and plain pictures.
#include "tests/core/dataset/conformance/importer_case.h"
#include "tests/support/test_main.h"

namespace destudio::tools_conformance_test {

using namespace destudio::dataset::test;

namespace {

// CVAT.

std::string cvat_image(const std::string& name, const std::string& inside, const std::string& more = "") {
    return "<image id=\"0\" name=\"" + name + "\" width=\"100\" height=\"80\" " + more + ">" + inside + "</image>";
}

constexpr const char* kCvatBox = "<box label=\"cat\" xtl=\"10\" ytl=\"10\" xbr=\"30\" ybr=\"30\"/>";

ImporterCase cvat(const char* name, std::vector<std::string> pictures, const std::string& body,
                  std::vector<std::string> expected, std::vector<std::string> told = {}) {
    return {
        name,
        std::move(pictures),
        {{"annotations.xml", "<?xml version=\"1.0\"?><annotations><version>1.1</version>" + body + "</annotations>"}},
        std::move(expected),
        std::move(told)};
}

// labelme.

std::string labelme_file(const std::string& shapes, const std::string& more = "",
                         const std::string& picture = "a.png") {
    return "{" + more + "\"shapes\":[" + shapes + "],\"imagePath\":\"" + picture +
           "\",\"imageData\":null,\"imageWidth\":100,\"imageHeight\":80}";
}

constexpr const char* kRectangle =
    R"({"label":"cat","points":[[10,10],[30,30]],"group_id":null,"shape_type":"rectangle","flags":{}})";

ImporterCase labelme(const char* name, const std::string& text, std::vector<std::string> expected,
                     std::vector<std::string> told = {}) {
    return {name, {"a.png"}, {{"a.json", text}}, std::move(expected), std::move(told)};
}

// Label Studio.

std::string studio_task(const std::string& annotations, const std::string& image = "/data/upload/1/1a2b3c4d-a.jpg") {
    return "{\"id\":1,\"data\":{\"image\":\"" + image + "\"},\"annotations\":[" + annotations + "]}";
}

constexpr const char* kStudioBox =
    R"({"id":"r","type":"rectanglelabels","original_width":100,"original_height":80,)"
    R"("value":{"x":10,"y":12.5,"width":20,"height":25,"rotation":0,"rectanglelabels":["cat"]}})";

ImporterCase studio(const char* name, const std::string& tasks, std::vector<std::string> expected,
                    std::vector<std::string> told = {}) {
    return {name, {"images/a.jpg"}, {{"tasks.json", "[" + tasks + "]"}}, std::move(expected), std::move(told)};
}

// Datumaro.

ImporterCase datumaro(const char* name, const std::string& subset, std::vector<std::string> pictures,
                      const std::string& items, std::vector<std::string> expected, std::vector<std::string> told = {}) {
    return {
        name,
        std::move(pictures),
        {{"annotations/" + subset + ".json",
          R"({"dm_format_version":"1.0","categories":{"label":{"labels":[{"name":"cat"}]}},"items":[)" + items + "]}"}},
        std::move(expected),
        std::move(told)};
}

constexpr const char* kDatumaroBox = R"({"type":"bbox","label_id":0,"group":0,"attributes":{},"bbox":[10,10,20,20]})";

const std::vector<ImporterCase>& tool_cases() {
    static const std::vector<ImporterCase> cases{
        cvat("cvat: folders in names", {"images/cam1/1.jpg", "images/cam2/1.jpg"},
             cvat_image("cam1/1.jpg", kCvatBox) + cvat_image("cam2/1.jpg", ""),
             {"cam1/1.jpg 100x80", "  cat 10,10,30,30", "cam2/1.jpg 100x80"}),
        cvat("cvat: a picture of another camera is not taken", {"images/cam2/1.jpg"},
             cvat_image("cam1/1.jpg", kCvatBox), {"cam1/1.jpg 100x80", "  cat 10,10,30,30"},
             {"annotations.xml:1: Its picture \"cam1/1.jpg\" is missing"}),
        cvat("cvat: capital letters", {"images/A.JPG"}, cvat_image("a.jpg", kCvatBox),
             {"A.JPG 100x80", "  cat 10,10,30,30"}, {"annotations.xml:1: \"a.jpg\" is not there"}),
        cvat("cvat: no extension", {"images/a.png"}, cvat_image("a", kCvatBox), {"a.png 100x80", "  cat 10,10,30,30"}),
        cvat("cvat: subsets", {"images/Train/a.jpg", "images/Validation/a.jpg", "images/TEST/a.jpg"},
             cvat_image("a.jpg", "", "subset=\"Train\"") + cvat_image("a.jpg", "", "subset=\"Validation\"") +
                 cvat_image("a.jpg", "", "subset=\"TEST\""),
             {"TEST/a.jpg 100x80 test", "Train/a.jpg 100x80 train", "Validation/a.jpg 100x80 val"}),
        cvat("cvat: marks", {"images/a.jpg"},
             cvat_image("a.jpg",
                        "<tag label=\"night\"/><box label=\"cat\" occluded=\"1\" group_id=\"3\" xtl=\"10\" ytl=\"10\" "
                        "xbr=\"30\" ybr=\"30\"><attribute name=\"torn\">left</attribute></box>"
                        "<points label=\"cat\" points=\"1,1\"/>"),
             {"a.jpg 100x80 {\"tags\":[\"night\"]}",
              "  cat 10,10,30,30 {\"group_id\":3,\"occluded\":true,\"torn\":\"left\"}"},
             {"1 tag of a whole image (night)", "1 points, lines"}),
        cvat("cvat: class names", {"images/a.jpg"},
             "<meta><task><labels><label><name>\n a&amp;b\n</name></label><label><name> lead</name></label><label>"
             "<name>x: y, z</name></label></labels></task></meta>" +
                 cvat_image("a.jpg", ""),
             {"classes: a&b,  lead, x: y, z", "a.jpg 100x80"}),
        cvat("cvat: a box without a label", {"images/a.jpg"},
             cvat_image("a.jpg", "<box xtl=\"10\" ytl=\"10\" xbr=\"30\" ybr=\"30\"/>"), {"a.jpg 100x80"},
             {"annotations.xml:1: A box has no label"}),

        labelme("labelme: a rectangle", labelme_file(kRectangle), {"a.png 100x80", "  cat 10,10,30,30"}),
        labelme("labelme: corners in any order",
                labelme_file(R"({"label":"cat","points":[[30,10],[10,30]],"shape_type":"rectangle"})"),
                {"a.png 100x80", "  cat 10,10,30,30"}),
        labelme("labelme: a circle",
                labelme_file(R"({"label":"cat","points":[[20,20],[30,20]],"shape_type":"circle"})"),
                {"a.png 100x80", "  cat 10,10,30,30"}, {"1 circles, masks and other shapes"}),
        labelme("labelme: a Windows path", labelme_file(kRectangle, "", "..\\\\pictures\\\\a.png"),
                {"a.png 100x80", "  cat 10,10,30,30"}, {"a.json: \""}),
        labelme("labelme: an empty picture", labelme_file(""), {"a.png 100x80"}),
        labelme("labelme: flags", labelme_file(kRectangle, R"("flags":{"night":true},)"),
                {"a.png 100x80 {\"flags\":{\"night\":true}}", "  cat 10,10,30,30"}),
        labelme("labelme: a shape without a label",
                labelme_file(R"({"label":"","points":[[10,10],[30,30]],"shape_type":"rectangle"})"), {"a.png 100x80"},
                {"a.json: shape 1: It has no label"}),
        {"labelme: folders and pictures without a file",
         {"x/a.png", "y/a.png"},
         {{"x/a.json", labelme_file(kRectangle)}},
         {"x/a.png 100x80", "  cat 10,10,30,30", "y/a.png 100x80 unlabelled"}},
        {"labelme: a byte-order mark and a list of classes",
         {"a.png"},
         {{"a.json", "\xEF\xBB\xBF" + labelme_file(kRectangle)}, {"labels.txt", "__ignore__\ndog\r\ncat\n"}},
         {"classes: dog, cat", "a.png 100x80", "  cat 10,10,30,30"}},

        studio("studio: a box", studio_task(std::string("{\"result\":[") + kStudioBox + "]}"),
               {"a.jpg 100x80", "  cat 10,10,30,30"}),
        studio("studio: nothing there", studio_task("{\"result\":[]}"), {"a.jpg 100x80"}),
        studio("studio: not looked at", studio_task(""), {"a.jpg 100x80 unlabelled"}),
        studio("studio: skipped", studio_task(std::string("{\"was_cancelled\":true,\"result\":[") + kStudioBox + "]}"),
               {"a.jpg 100x80 unlabelled"}, {"tasks.json: 1 task was skipped", "1 result of skipped tasks"}),
        studio("studio: local files", studio_task("{\"result\":[]}", "/data/local-files/?d=images%2Fa.jpg"),
               {"a.jpg 100x80"}),
        studio("studio: a picture that is missing", studio_task("{\"result\":[]}", "/data/local-files/?d=images/b.jpg"),
               {"b.jpg 0x0"}, {"tasks.json: task 1: Its picture \"b.jpg\" is missing"}),
        studio("studio: no picture is named", "{\"id\":1,\"data\":{\"n\":1},\"annotations\":[]}", {},
               {"tasks.json: task 1: It names no image"}),
        {"studio: JSON_MIN",
         {"images/a.jpg"},
         {{"project-1.json",
           R"([{"image":"/data/upload/1/1a2b3c4d-a.jpg","id":1,"annotator":1,"label":[{"x":10,"y":12.5,"width":20,)"
           R"("height":25,"rotation":0,"rectanglelabels":["cat"],"original_width":100,"original_height":80}]}])"}},
         {"a.jpg 100x80", "  cat 10,10,30,30"}},

        datumaro("datumaro: an id", "default", {"images/default/a.jpg"},
                 std::string("{\"id\":\"a\",\"annotations\":[") + kDatumaroBox + "]}",
                 {"a.jpg 100x80", "  cat 10,10,30,30"}),
        datumaro("datumaro: a subset", "Validation", {"images/Validation/a.jpg"},
                 "{\"id\":\"a\",\"annotations\":[],\"image\":{\"path\":\"a.jpg\",\"size\":[80,100]}}",
                 {"a.jpg 100x80 val"}),
        datumaro("datumaro: a score and a crowd", "default", {"images/default/a.jpg"},
                 R"({"id":"a","annotations":[{"type":"bbox","label_id":0,"bbox":[10,10,20,20],)"
                 R"("attributes":{"is_crowd":true,"score":0.5,"note":"x"}}]})",
                 {"a.jpg 100x80", "  cat 10,10,30,30 ignore score=0.5 {\"note\":\"x\"}"}),
        datumaro("datumaro: a kind without an area", "default", {"images/default/a.jpg"},
                 R"({"id":"a","annotations":[{"type":"points","label_id":0}]})", {"a.jpg 100x80"},
                 {"default.json: 1 annotations of type \"points\""}),

        {"createml: boxes by their middle",
         {"images/a.jpg"},
         {{"annotations.createml.json",
           R"([{"image":"a.jpg","annotations":[{"label":"cat","confidence":1,"coordinates":{"x":20,"y":20,"width":20,)"
           R"("height":20}}]}])"}},
         {"a.jpg 100x80", "  cat 10,10,30,30"},
         {"1 times \"confidence\""}},
        {"createml: splits",
         {"train/a.jpg", "valid/b.jpg"},
         {{"train/_annotations.createml.json", R"([{"image":"a.jpg","annotations":[]}])"},
          {"valid/_annotations.createml.json", R"([{"image":"b.jpg","annotations":[]}])"}},
         {"train/a.jpg 100x80 train", "valid/b.jpg 100x80 val"}},

        {"pictures: names of all kinds",
         {"a#1.png", "b%20x.jpg", "d e.JPG", "f:1.png", "below/é 😀.png", "x.y.z.png", "-dash.png"},
         {{".DS_Store", "x"}, {"__MACOSX/._a.png", "x"}, {"Thumbs.db", "x"}},
         {"-dash.png 100x80 unlabelled", "a#1.png 100x80 unlabelled", "b%20x.jpg 100x80 unlabelled",
          "below/é 😀.png 100x80 unlabelled", "d e.JPG 100x80 unlabelled", "f:1.png 100x80 unlabelled",
          "x.y.z.png 100x80 unlabelled"}},
        {"pictures: what cannot be read",
         {"a.png"},
         {{"b.gif", "GIF89a.........."}, {"c.jpg", "<html>no picture</html>"}},
         {"a.png 100x80 unlabelled"},
         {"b.gif", "c.jpg"}},
    };
    return cases;
}

}  // namespace

class ToolsConformanceTest : public QObject {
    Q_OBJECT

private slots:
    DESTUDIO_IMPORTER_CASES(tool_cases())
};

DESTUDIO_CORE_TEST(ToolsConformanceTest)

}  // namespace destudio::tools_conformance_test

#include "tools_conformance_test.moc"
