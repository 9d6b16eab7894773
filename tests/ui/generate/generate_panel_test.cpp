// SPDX-License-Identifier: Apache-2.0
// The generate panel shows settings with fewer digits than they have; showing them must not change them.
#include "ui/generate/generate_panel.h"

#include <QDoubleSpinBox>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"

namespace destudio::generate_panel_test {

class GeneratePanelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void what_nobody_changed_stays_as_it_is() {
        const test::WindowFixture fixture;
        GenerationSettings kept;
        {
            const auto project = Project::open(fixture.file());
            kept = project->settings().generation();
            kept.guidance_scale = 7.25;
            kept.eta = 0.125;
            kept.ratios = {1.0 / 3, 1.0};
            project->settings().set_generation(kept);
        }
        {
            const auto window = fixture.open();
            QVERIFY(window->findChild<ui::GeneratePanel*>()->settings() == kept);
            window->projects().close();
        }
        QVERIFY(Project::open(fixture.file())->settings().generation() == kept);
        {
            const auto window = fixture.open();
            window->findChild<QPlainTextEdit*>(QStringLiteral("prompt"))->setPlainText(QStringLiteral("A dog."));
            window->projects().close();
        }
        kept.prompt = "A dog.";
        QVERIFY(Project::open(fixture.file())->settings().generation() == kept);
        {
            const auto window = fixture.open();
            window->findChild<QDoubleSpinBox*>(QStringLiteral("guidance"))->setValue(5.5);
            window->projects().close();
        }
        kept.guidance_scale = 5.5;
        QVERIFY(Project::open(fixture.file())->settings().generation() == kept);
    }
};

DESTUDIO_GUI_TEST(GeneratePanelTest)

}  // namespace destudio::generate_panel_test

#include "generate_panel_test.moc"
