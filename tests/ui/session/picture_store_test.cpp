// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QtTest/QtTest>
#include <atomic>

#include "core/base/error.h"
#include "tests/support/test_main.h"
#include "ui/session/picture_store.h"

namespace destudio::picture_store_test {

using destudio::ui::PictureStore;
using destudio::widgets::Picture;

namespace {

Picture plain(int side) {
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::red);
    return Picture(image);
}

}  // namespace

class PictureStoreTest : public QObject {
    Q_OBJECT

private slots:
    void loads_once_and_off_the_gui_thread() {
        PictureStore store(8);
        QSignalSpy ready(&store, &PictureStore::ready);
        std::atomic<int> loads = 0;
        std::atomic<bool> on_gui_thread = false;
        const auto load = [&] {
            ++loads;
            on_gui_thread = QThread::currentThread() == qApp->thread();
            return plain(16);
        };
        QVERIFY(store.get(QStringLiteral("a"), load).empty());
        QVERIFY(store.get(QStringLiteral("a"), load).empty());
        QVERIFY(ready.wait());
        QCOMPARE(store.get(QStringLiteral("a"), load).size(), QSize(16, 16));
        QCOMPARE(loads.load(), 1);
        QVERIFY(!on_gui_thread);
        QVERIFY(store.idle());
    }

    void a_failure_is_told_once() {
        PictureStore store(8);
        QSignalSpy failed(&store, &PictureStore::failed);
        std::atomic<int> loads = 0;
        const auto load = [&]() -> Picture {
            ++loads;
            throw IoError("The picture is gone.");
        };
        store.get(QStringLiteral("a"), load);
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][1].toString(), QStringLiteral("The picture is gone."));
        store.get(QStringLiteral("a"), load);
        QVERIFY(store.idle());
        store.forget(QStringLiteral("a"));
        store.get(QStringLiteral("a"), load);
        QVERIFY(failed.wait());
        QCOMPARE(loads.load(), 2);
    }

    void what_was_cleared_does_not_come_back() {
        PictureStore store(8);
        QSignalSpy ready(&store, &PictureStore::ready);
        QSemaphore go;
        store.get(QStringLiteral("a"), [&] {
            go.acquire();
            return plain(16);
        });
        store.clear();
        go.release();
        QTest::qWait(50);
        QCOMPARE(ready.count(), 0);
        QVERIFY(store.idle());
    }

    void memory_is_bounded() {
        PictureStore store(1);
        for (int i = 0; i < 10; ++i) {
            store.insert(QString::number(i), plain(256));  // a third of a MiB each
        }
        int kept = 0;
        for (int i = 0; i < 10; ++i) {
            kept += store.get(QString::number(i), [] { return plain(1); }).empty() ? 0 : 1;
        }
        QCOMPARE(kept, 3);
    }
};

DESTUDIO_GUI_TEST(PictureStoreTest)

}  // namespace destudio::picture_store_test

#include "picture_store_test.moc"
