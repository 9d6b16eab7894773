// SPDX-License-Identifier: Apache-2.0
// One look serves all words of a prompt, is remembered, and gives way to the newest picture.
#include "ui/inspect/word_maps.h"

#include <QSignalSpy>
#include <QtTest/QtTest>
#include <atomic>
#include <thread>

#include "core/base/cancellation.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::word_maps_test {

using namespace destudio::ui;

class WordMapsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<std::atomic<int>> m_looks = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<int>> m_stopped = std::make_shared<std::atomic<int>>(0);
    int m_look_ms = 0;

    /// "cat" is in the left half; "meadow" was cut off.
    InspectionVisit visit() const {
        return [looks = m_looks, stopped = m_stopped, ms = m_look_ms](
                   const std::filesystem::path&, const GeneratorOptions&, const InspectionRequest& request,
                   const std::stop_token& stop) {
            ++*looks;
            for (int i = 0; i < ms; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                if (stop.stop_requested()) {
                    ++*stopped;
                    throw CancelledError();
                }
            }
            Inspection seen;
            for (const std::string& word : request.classes) {
                ClassAttention attention;
                attention.class_name = word;
                if (word != "meadow") {
                    AttentionMap map;
                    map.values = cv::Mat(8, 8, CV_32FC1, cv::Scalar(0));
                    map.values(cv::Rect(word == "cat" ? 0 : 4, 0, 4, 8)) = 1.0F;
                    attention.maps = {map};
                }
                seen.attention.push_back(attention);
            }
            return seen;
        };
    }

    InspectRequest request(RowId variant) const {
        InspectRequest result;
        result.target = {BoxTarget::Kind::kVariant, variant};
        result.picture = m_folder.filePath(QStringLiteral("picture.png")).toStdString();
        result.recipe.prompt = "A cat, a cat on a meadow.";
        return result;
    }

private slots:
    void initTestCase() { save_png(request(1).picture, cv::Mat(64, 64, CV_8UC3, cv::Scalar(80, 80, 80))); }
    void init() {
        *m_looks = 0;
        *m_stopped = 0;
        m_look_ms = 0;
    }

    void words_are_told_once() {
        QCOMPARE(words_of_prompt("A cat, a cat on a meadow."),
                 (std::vector<std::string>{"A", "cat", "a", "on", "meadow"}));
    }

    void one_look_tints_every_word() {
        WordMaps maps(visit());
        QSignalSpy tinted(&maps, &WordMaps::tinted);
        maps.ask(request(4), QStringLiteral("cat"));
        QTRY_COMPARE(tinted.count(), 1);
        QCOMPARE(tinted[0][0].value<RowId>(), RowId{4});
        const QImage cat = tinted[0][2].value<widgets::Picture>().image();
        QCOMPARE(cat.size(), QSize(64, 64));
        QVERIFY(cat.pixel(5, 30) != cat.pixel(60, 30));
        maps.ask(request(4), QStringLiteral("on"));
        QTRY_COMPARE(tinted.count(), 2);
        const QImage on = tinted[1][2].value<widgets::Picture>().image();
        QCOMPARE(on.pixel(60, 30), cat.pixel(5, 30));
        maps.ask(request(4), QStringLiteral("meadow"));
        QTRY_COMPARE(tinted.count(), 3);
        QVERIFY(tinted[2][2].value<widgets::Picture>().empty());
        QCOMPARE(m_looks->load(), 1);
    }

    void another_word_waits_for_the_same_look_another_picture_stops_it() {
        m_look_ms = 400;
        WordMaps maps(visit());
        QSignalSpy tinted(&maps, &WordMaps::tinted);
        maps.ask(request(4), QStringLiteral("cat"));
        QTest::qWait(30);
        maps.ask(request(4), QStringLiteral("on"));
        QTest::qWait(30);
        QCOMPARE(m_stopped->load(), 0);
        maps.ask(request(5), QStringLiteral("on"));
        QTRY_COMPARE(tinted.count(), 1);
        QCOMPARE(m_stopped->load(), 1);
        QCOMPARE(tinted[0][0].value<RowId>(), RowId{5});
        maps.leave();
        QVERIFY(!maps.busy());
    }

    void who_left_gets_no_tint_and_the_end_joins() {
        m_look_ms = 100;
        {
            WordMaps maps(visit());
            QSignalSpy tinted(&maps, &WordMaps::tinted);
            maps.ask(request(4), QStringLiteral("cat"));
            maps.leave();
            QTRY_VERIFY(!maps.busy());
            QCOMPARE(tinted.count(), 0);
            maps.ask(request(4), QStringLiteral("cat"));  // the look was not in vain
            QTRY_COMPARE(tinted.count(), 1);
            maps.ask(request(6), QStringLiteral("cat"));
            QTRY_COMPARE(m_looks->load(), 2);
        }
        QCOMPARE(m_stopped->load(), 1);
    }
};

DESTUDIO_GUI_TEST(WordMapsTest)

}  // namespace destudio::word_maps_test

#include "word_maps_test.moc"
