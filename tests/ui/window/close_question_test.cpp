// SPDX-License-Identifier: Apache-2.0
#include "ui/window/close_question.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSemaphore>
#include <QStandardPaths>
#include <QTimer>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/base/user_settings.h"

namespace destudio::close_question_test {

class CloseQuestionTest : public QObject {
    Q_OBJECT

    test::WindowFixture m_files;
    std::unique_ptr<test::TestWindow> m_window;
    QSemaphore m_go;

    /// Answers the question as soon as it is there. @return how often it came
    int close_window(QMessageBox::ButtonRole role, bool never_again = false) const {
        int asked = 0;
        QTimer answer;
        connect(&answer, &QTimer::timeout, this, [&] {
            auto* question = m_window->findChild<QMessageBox*>(QStringLiteral("close_question"));
            if (question == nullptr) {
                return;
            }
            ++asked;
            question->checkBox()->setChecked(never_again);
            for (QAbstractButton* button : question->buttons()) {
                if (question->buttonRole(button) == role) {
                    button->click();
                }
            }
        });
        answer.start(10);
        m_window->close();
        return asked;
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() {
        ui::UserSettings().set_ask_before_closing(true);
        m_window = std::make_unique<test::TestWindow>(test::fake_jobs([this](const std::stop_token& stop) {
            while (!m_go.tryAcquire(1, 5) && !stop.stop_requested()) {
            }
        }));
        m_window->remember_layout();
        m_window->projects().open(m_files.file());
        m_window->show();
        test::wait_until_open(*m_window);
    }
    void cleanup() { m_window.reset(); }

    void nothing_is_asked_when_nothing_runs() {
        QCOMPARE(ui::CloseQuestion::running_work(m_window->controllers()), QString());
        QCOMPARE(close_window(QMessageBox::AcceptRole), 0);
        QVERIFY(!m_window->isVisible());
    }

    void running_ladders_are_asked_about() {
        QVERIFY(m_window->generate());
        QVERIFY(!ui::CloseQuestion::running_work(m_window->controllers()).isEmpty());
        QCOMPARE(close_window(QMessageBox::RejectRole), 1);
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->generation().busy());
        QCOMPARE(close_window(QMessageBox::AcceptRole, true), 1);
        QVERIFY(!m_window->isVisible());
        QVERIFY(!ui::UserSettings().ask_before_closing());
    }

    void a_person_may_decline_to_be_asked() {
        ui::UserSettings().set_ask_before_closing(false);
        QVERIFY(m_window->generate());
        QCOMPARE(close_window(QMessageBox::RejectRole), 0);
        QVERIFY(!m_window->isVisible());
    }
};

DESTUDIO_GUI_TEST(CloseQuestionTest)

}  // namespace destudio::close_question_test

#include "close_question_test.moc"
