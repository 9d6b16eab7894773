// SPDX-License-Identifier: Apache-2.0
// What commands do with the splits of a dataset, with pictures that are missing, and with detections that fit nothing.
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/image/image_io.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::split_commands_test {

namespace fs = std::filesystem;
using destudio::test::run_cli;

class SplitCommandsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    fs::path path(const char* name) const { return in(name).toStdString(); }
    void put(const char* name, const std::string& text) const { write_file_atomically(path(name), text); }
    void picture(const std::string& name, int width = 64, int height = 64) const {
        save_jpeg(path(name.c_str()), cv::Mat(height, width, CV_8UC3, cv::Scalar(90, 60, 30)));
    }
    static std::string quoted(std::string text) {
        std::replace(text.begin(), text.end(), '\'', '"');
        return text;
    }
    QStringList train(const QString& dataset, const QString& out) const {
        return {"--progress", "none",     "train-adapter",    "--bundle", in("bundle"), "--dataset",
                dataset,      "--recipe", in("adapter.json"), "--out",    out,          "--threads",
                "1"};
    }
    /// COCO with a picture in each split.
    void coco_of_splits(const char* folder) const {
        std::string images;
        for (const char* split : {"Train", "Validation", "test"}) {
            picture(std::string(folder) + "/images/" + split + ".jpg");
            images += std::string(images.empty() ? "" : ",") + "{'id':" + std::to_string(images.size() + 1) +
                      ",'file_name':'" + split + ".jpg','width':64,'height':64,'split':'" + split + "'}";
        }
        put((std::string(folder) + "/annotations.json").c_str(),
            quoted("{'info':{},'licenses':[],'images':[" + images +
                   "],'annotations':[],'categories':[{'id':1,'name':'cat','supercategory':'a'}]}"));
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(path("bundle"));
        const nlohmann::json recipe = {{"framework", "retinanet"},
                                       {"image_size", 64},
                                       {"steps", 1},
                                       {"batch", 2},
                                       {"dtype", "float32"},
                                       {"model", {{"embed_dim", 16}, {"head_convs", 1}}}};
        test::write_json_file(path("adapter.json"), recipe);
    }

    void training_leaves_test_alone() {
        for (const std::string name : {"train/a", "train/b", "val/c", "test/d", "test/e"}) {
            picture("yolo/images/" + name + ".jpg");
            put(("yolo/labels/" + name + ".txt").c_str(), "0 0.5 0.5 0.4 0.4\n");
        }
        put("yolo/data.yaml", "train: images/train\nval: images/val\ntest: images/test\nnames: [cat]\n");
        const auto trained = run_cli(train(in("yolo"), in("yolo-run")));
        QVERIFY2(trained.status == 0, qPrintable(trained.err));
        QVERIFY2(trained.err.contains("2 pictures of train to learn from, 1 picture of val to measure on"),
                 qPrintable(trained.err));
        QVERIFY2(trained.err.contains("not used: 2 pictures of test"), qPrintable(trained.err));
        const auto refused = run_cli(train(in("yolo"), in("refused")) << "--split"
                                                                      << "train,test");
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("never learned from"), qPrintable(refused.err));
        QVERIFY(!QFile::exists(in("refused")));
    }

    void pictures_that_nobody_has_looked_at_teach_nothing() {
        for (int i = 0; i < 6; ++i) {
            picture("half/" + std::to_string(i) + ".jpg");
        }
        for (const std::string name : {"0", "1", "2"}) {
            put(("half/" + name + ".json").c_str(),
                quoted(
                    "{'version':'5.4.1','flags':{},'shapes':[{'label':'cat','points':[[9,9],[50,50]],'group_id':null,"
                    "'shape_type':'rectangle','flags':{}}],'imagePath':'" +
                    name + ".jpg','imageData':null,'imageHeight':64,'imageWidth':64}"));
        }
        const auto trained = run_cli(train(in("half"), in("half-run")));
        QVERIFY2(trained.status == 0, qPrintable(trained.err));
        QVERIFY2(trained.err.contains("3 pictures that nobody has looked at are left out"), qPrintable(trained.err));
        QVERIFY2(trained.err.contains("3 pictures without a split to learn from, 1 of them"), qPrintable(trained.err));
    }

    void what_is_held_back_is_not_redrawn() {
        coco_of_splits("coco");
        const auto generate = [&](const QString& out, const QStringList& more) {
            return run_cli(QStringList{"--progress", "none", "generate", "--bundle", in("bundle"), "--reference",
                                       in("coco/annotations.json"), "--ratios", "0.5", "--steps", "4", "--format",
                                       "coco", "--out", out}
                           << more);
        };
        const auto made = generate(in("made"), {});
        QVERIFY2(made.status == 0, qPrintable(made.err));
        QVERIFY2(made.err.contains("1 picture of train to redraw; not used: 1 picture of val and 1 of test"),
                 qPrintable(made.err));
        QCOMPARE(read_json(path("made/annotations.json")).at("images").size(), std::size_t{1});
        const auto asked = generate(in("asked"), {"--split", "val,test"});
        QVERIFY2(asked.status == 0, qPrintable(asked.err));
        QCOMPARE(read_json(path("asked/annotations.json")).at("images").size(), std::size_t{2});
    }

    void detections_that_fit_nothing_are_told() {
        put("gt.json", quoted("{'images':[{'id':1,'file_name':'a.jpg','split':'val'},{'id':2,'file_name':'b.jpg'}],"
                              "'categories':[{'id':1,'name':'cat'},{'id':2,'name':'dog'}],'annotations':["
                              "{'id':1,'image_id':1,'category_id':1,'bbox':[10,10,20,20],'area':400,'iscrowd':0},"
                              "{'id':2,'image_id':2,'category_id':2,'bbox':[50,50,20,20],'area':400,'iscrowd':0}]}"));
        put("dt.json", quoted("[{'image_id':1.0,'category_id':1,'bbox':[10,10,20,20],'score':0.9},"
                              "{'image_id':'2','category_id':2,'bbox':[50,50,20,20],'score':0.8},"
                              "{'image_id':99,'category_id':1,'bbox':[1,1,5,5],'score':0.99}]"));
        put("zero.json", quoted("[{'image_id':1,'category_id':0,'bbox':[10,10,20,20],'score':0.9},"
                                "{'image_id':2,'category_id':1,'bbox':[50,50,20,20],'score':0.8}]"));
        put("others.json", quoted("[{'image_id':99,'category_id':1,'bbox':[1,1,5,5],'score':0.99}]"));
        const auto evaluate = [&](const char* detections, const QStringList& more) {
            return run_cli(QStringList{"evaluate", "--gt", in("gt.json"), "--dt", in(detections), "--json"} << more);
        };
        const auto ap = [](const test::ProcessResult& result) {
            return nlohmann::json::parse(result.out.toStdString()).at("AP").get<double>();
        };
        const auto unknown = evaluate("dt.json", {});
        QCOMPARE(unknown.status, 0);
        QVERIFY(unknown.err.contains("1 detection is of an image") && unknown.err.contains("image 99"));
        QCOMPARE(ap(unknown), 1.0);
        const auto zero = evaluate("zero.json", {});
        QVERIFY(zero.err.contains("count their categories from 0"));
        QCOMPARE(ap(zero), 1.0);
        QVERIFY(ap(evaluate("zero.json", {"--category-ids", "as-written"})) < 0.5);
        QVERIFY(evaluate("zero.json", {"--style", "voc12"}).out.contains("\"mAP\":1"));
        const auto others = evaluate("others.json", {});
        QCOMPARE(others.status, 1);
        QVERIFY(others.err.contains("None of the 1 detection"));
        const auto split = evaluate("dt.json", {"--split", "Validation"});
        QVERIFY2(split.err.contains("Images measured on: 1 of val; not used: 1 without a split"),
                 qPrintable(split.err));
        QCOMPARE(evaluate("dt.json", {"--split", "test"}).status, 2);
    }

    void a_conversion_leaves_out_what_is_missing_and_fails_when_nothing_is_left() {
        coco_of_splits("gone");
        QVERIFY(fs::remove(path("gone/images/test.jpg")));
        const auto some = run_cli({"convert", "--in", in("gone"), "--to", "yolo", "--out", in("some")});
        QVERIFY2(some.status == 0, qPrintable(some.err));
        QVERIFY(some.err.contains("test.jpg") && some.err.contains("left out"));
        QVERIFY(some.out.startsWith("2 images"));
        fs::remove_all(path("gone/images"));
        const auto none = run_cli({"convert", "--in", in("gone"), "--to", "yolo", "--out", in("none")});
        QCOMPARE(none.status, 1);
        QVERIFY2(none.err.contains("None of the 3 images can be used"), qPrintable(none.err));
        QVERIFY(!QFile::exists(in("none")));
    }

    void a_repair_of_a_good_dataset_changes_nothing() {
        coco_of_splits("good");
        const auto fixed = run_cli({"validate", "--in", in("good"), "--fix", in("copy")});
        QVERIFY2(fixed.status == 0, qPrintable(fixed.out + fixed.err));
        QVERIFY(fixed.err.contains("byte for byte"));
        QCOMPARE(read_file(path("copy/annotations.json")), read_file(path("good/annotations.json")));
        // A box that leaves its picture is the only change, and it is listed with before and after.
        auto json = read_json(path("good/annotations.json"));
        json["annotations"].push_back({{"id", 1},
                                       {"image_id", 1},
                                       {"category_id", 1},
                                       {"bbox", {50, 10, 30, 20}},
                                       {"area", 600},
                                       {"iscrowd", 0}});
        write_file_atomically(path("good/annotations.json"), json.dump());
        const auto cut = run_cli({"validate", "--in", in("good"), "--fix", in("cut")});
        QCOMPARE(cut.status, 1);
        QVERIFY2(cut.err.contains("1 change:") && cut.err.contains("cut from 50, 10 to 80, 30 to 50, 10 to 64, 30"),
                 qPrintable(cut.err));
        const auto again = run_cli({"validate", "--in", in("cut"), "--fix", in("again")});
        QVERIFY2(again.status == 0, qPrintable(again.out + again.err));
        QCOMPARE(read_file(path("again/annotations.json")), read_file(path("cut/annotations.json")));
    }
};

DESTUDIO_CORE_TEST(SplitCommandsTest)

}  // namespace destudio::split_commands_test

#include "split_commands_test.moc"
