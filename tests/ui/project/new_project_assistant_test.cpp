// SPDX-License-Identifier: Apache-2.0
// The assistant and what is dropped on the window, with real files in every kind of dataset.
#include "ui/project/new_project_assistant.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/dataset/io/dataset_io.h"
#include "tests/support/test_main.h"
#include "tests/ui/drop_files.h"
#include "tests/ui/window_fixture.h"

namespace destudio::new_project_assistant_test {

namespace fs = std::filesystem;

namespace {

/// Three pictures of 64 x 48 with two classes, in the format of this name.
void write_dataset(const std::string& format, const fs::path& out, const fs::path& pictures) {
    dataset::Dataset data;
    data.classes = {"cat", "dog"};
    dataset::ImageSource images;
    for (int i = 0; i < 3; ++i) {
        const std::string name = "p" + std::to_string(i) + ".jpg";
        cv::Mat picture(48, 64, CV_8UC3, cv::Scalar(40 * i, 90, 200));
        save_png(pictures / ("p" + std::to_string(i) + ".png"), picture);
        dataset::Image image;
        image.id = i + 1;
        image.file_name = "p" + std::to_string(i) + ".png";
        image.size = {64, 48};
        image.caption = i == 0 ? "A cat on a mat." : "";
        data.images.push_back(image);
        dataset::Annotation box;
        box.image_id = i + 1;
        box.class_index = i % 2;
        box.box = {4, 4, 30, 40};
        data.annotations.push_back(box);
    }
    images.file = [pictures](const dataset::Image& image) { return pictures / image.file_name; };
    dataset::find_format(format).write({data, images, out});
}

struct Assistant {
    QTemporaryDir folder;
    std::unique_ptr<ui::NewProjectAssistant> wizard;
    QSignalSpy* made = nullptr;

    fs::path path(const std::string& name) const { return fs::path(folder.path().toStdString()) / name; }
    void start(const QString& source = {}) {
        wizard = std::make_unique<ui::NewProjectAssistant>(source);
        made = new QSignalSpy(wizard.get(), &ui::NewProjectAssistant::made);
        made->setParent(wizard.get());
        wizard->show();
    }
    template <class Widget>
    Widget* find(const char* name) const {
        return wizard->findChild<Widget*>(QLatin1String(name));
    }
    void next() const {
        auto* button = wizard->button(QWizard::NextButton);
        if (!QTest::qWaitFor([button] { return button->isEnabled(); }, 10'000)) {
            qFatal("Next stays off on page %d: %s", wizard->currentId(),
                   qPrintable(find<QLabel>("source_result")->text()));
        }
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void create() const {
        auto* button = wizard->button(QWizard::FinishButton);
        if (!QTest::qWaitFor([button] { return button->isEnabled(); }, 10'000)) {
            qFatal("Create stays off: %s", qPrintable(find<QLabel>("project_error")->text()));
        }
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void name(const QString& name) const {
        find<QLineEdit>("project_folder")->setText(folder.path());
        find<QLineEdit>("project_name")->setText(name);
    }
    QStringList left_behind() const {
        QStringList files = QDir(folder.path()).entryList({QStringLiteral("*.destudio*")}, QDir::Files);
        return files;
    }
};

}  // namespace

class NewProjectAssistantTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void every_format_becomes_a_project_data() {
        QTest::addColumn<QString>("format");
        for (const char* format : {"coco", "voc", "yolo", "label_studio"}) {
            QTest::newRow(format) << QString::fromLatin1(format);
        }
    }
    void every_format_becomes_a_project() {
        QFETCH(const QString, format);
        Assistant a;
        const fs::path source = a.path("source");
        write_dataset(format.toStdString(), source, a.path("pictures"));
        a.start(QString::fromStdString(source.string()));
        a.next();
        a.next();
        auto* classes = a.find<QListWidget>("assistant_classes");
        QVERIFY(classes->count() >= 2);
        QCOMPARE(classes->item(0)->text(), QStringLiteral("cat"));
        a.next();
        a.next();
        a.name(QStringLiteral("mine"));
        QVERIFY(a.find<QLabel>("project_summary")->text().startsWith(QStringLiteral("3 references with 3 boxes, ")));
        a.create();
        QTRY_COMPARE(a.made->count(), 1);
        QVERIFY(a.made->front().at(1).toStringList().isEmpty());
        QCOMPARE(a.left_behind(), QStringList{QStringLiteral("mine.destudio")});
        const auto project = Project::open(a.path("mine.destudio"));
        QCOMPARE(project->name(), std::string("mine"));
        QCOMPARE(project->references().count(), std::size_t{3});
        QCOMPARE(project->references().boxes(project->references().all().front().id).size(), std::size_t{1});
        QCOMPARE(project->classes().all().front().name, std::string("cat"));
    }

    void what_is_typed_first_is_the_path() {
        Assistant a;
        a.start({});
        QTRY_VERIFY(a.find<QLineEdit>("source_path")->hasFocus());
    }

    void classes_can_be_renamed_added_and_made_one() {
        Assistant a;
        write_dataset("coco", a.path("source"), a.path("pictures"));
        a.start(QString::fromStdString(a.path("source").string()));
        a.next();
        a.next();
        auto* classes = a.find<QListWidget>("assistant_classes");
        auto* field = a.find<QLineEdit>("assistant_class_name");
        QTest::keyClicks(field, QStringLiteral("owl"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(classes->count(), 3);
        QCOMPARE(a.wizard->currentId(), 2);  // Return adds a class and does not leave the page
        classes->item(1)->setText(QStringLiteral("cat"));
        a.next();
        a.next();
        a.name(QStringLiteral("merged"));
        a.create();
        QTRY_COMPARE(a.made->count(), 1);
        const auto project = Project::open(a.path("merged.destudio"));
        const auto all = project->classes().all();
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[1].name, std::string("owl"));
        for (const Reference& reference : project->references().all()) {
            QCOMPARE(project->references().boxes(reference.id).front().class_id, all[0].id);
        }
    }

    void prompts_come_from_captions_or_the_generic_sentence() {
        Assistant a;
        write_dataset("coco", a.path("source"), a.path("pictures"));
        a.start(QString::fromStdString(a.path("source").string()));
        a.next();
        a.next();
        a.next();
        auto* examples = a.find<QLabel>("prompts_examples");
        QVERIFY2(examples->text().contains(QStringLiteral("A cat on a mat.")), qPrintable(examples->text()));
        QVERIFY(a.find<QLabel>("prompts_note")->text().startsWith(QStringLiteral("1 of 3")));
        a.find<QRadioButton>("prompts_generic")->setFocus();
        QTest::keyClick(a.find<QRadioButton>("prompts_generic"), Qt::Key_Space);
        QVERIFY(!examples->text().contains(QStringLiteral("mat")));
        QVERIFY(examples->text().contains(QStringLiteral("cat")));
        a.next();
        a.name(QStringLiteral("generic"));
        a.create();
        QTRY_COMPARE(a.made->count(), 1);
        const auto project = Project::open(a.path("generic.destudio"));
        QVERIFY(project->references().all().front().caption.empty());
    }

    void bad_input_is_told_in_place() {
        Assistant a;
        a.start(QString::fromStdString(a.path("nothing").string()));
        auto* result = a.find<QLabel>("source_result");
        QTRY_VERIFY(result->text().contains(QStringLiteral("nothing")));
        QVERIFY(!a.wizard->button(QWizard::NextButton)->isEnabled());
        write_file_atomically(a.path("broken.json"), std::string_view("{\"images\": ["));
        a.find<QLineEdit>("source_path")->setText(QString::fromStdString(a.path("broken.json").string()));
        a.find<QComboBox>("source_format")
            ->setCurrentIndex(a.find<QComboBox>("source_format")->findData(QStringLiteral("coco")));
        QTRY_VERIFY2(result->text().contains(QStringLiteral("broken.json")), qPrintable(result->text()));
        QVERIFY(!a.wizard->button(QWizard::NextButton)->isEnabled());
        a.find<QRadioButton>("source_empty")->click();
        QVERIFY(a.wizard->button(QWizard::NextButton)->isEnabled());
        a.next();
        a.next();
        a.next();
        a.next();
        write_file_atomically(a.path("taken.destudio"), std::string_view("x"));
        a.name(QStringLiteral("taken"));
        QVERIFY(a.find<QLabel>("project_error")->text().contains(QStringLiteral("already")));
        QVERIFY(!a.wizard->button(QWizard::FinishButton)->isEnabled());
        a.name(QStringLiteral("a/b"));
        QVERIFY(!a.wizard->button(QWizard::FinishButton)->isEnabled());
        a.name(QStringLiteral("empty"));
        a.create();
        QTRY_COMPARE(a.made->count(), 1);
        QCOMPARE(Project::open(a.path("empty.destudio"))->references().count(), std::size_t{0});
    }

    void a_failure_leaves_nothing_half_made() {
        Assistant a;
        write_dataset("coco", a.path("source"), a.path("pictures"));
        a.start(QString::fromStdString(a.path("source").string()));
        a.next();
        a.next();
        a.next();
        a.next();
        a.name(QStringLiteral("late"));
        write_file_atomically(a.path("no-folder"), std::string_view("a file"));
        a.find<QLineEdit>("project_folder")->setText(QString::fromStdString(a.path("no-folder/below").string()));
        a.create();
        auto* error = a.find<QLabel>("project_error");
        QTRY_VERIFY(!error->text().isEmpty());
        QVERIFY(a.left_behind().isEmpty());
        QVERIFY(a.wizard->isVisible());
        // Cancelled while it works: the same.
        NewProject wanted;
        wanted.file = a.path("stopped.destudio");
        wanted.name = "stopped";
        wanted.source = read_project_source(a.path("source"));
        std::stop_source stop;
        QVERIFY_THROWS_EXCEPTION(CancelledError, make_project(wanted, stop.get_token(), [&](const Progress& now) {
                                     if (now.done == 2) {
                                         stop.request_stop();
                                     }
                                 }));
        QVERIFY(a.left_behind().isEmpty());
        make_project(wanted);
        QVERIFY_THROWS_EXCEPTION(IoError, make_project(wanted));
        QCOMPARE(a.left_behind(), QStringList{QStringLiteral("stopped.destudio")});
    }

    void drops_open_add_or_start_the_assistant() {
        const test::WindowFixture fixture;
        Assistant a;
        write_dataset("yolo", a.path("source"), a.path("pictures"));
        test::TestWindow window(test::fake_jobs([](std::stop_token) {}));
        window.show();
        // Nothing is open: a dataset starts the assistant with it.
        test::drop_files(window, {QString::fromStdString(a.path("source").string())});
        auto* assistant = window.findChild<ui::NewProjectAssistant*>();
        QVERIFY(assistant != nullptr && assistant->isVisible());
        QCOMPARE(assistant->findChild<QLineEdit*>(QStringLiteral("source_path"))->text(),
                 QString::fromStdString(a.path("source").string()));
        assistant->reject();
        // A project is opened.
        test::drop_files(window, {QString::fromStdString(fixture.file().string())});
        test::wait_until_open(window);
        // Into an open project a dataset and an image are added.
        QSignalSpy imported(&window.projects(), &ui::ProjectController::import_finished);
        test::drop_files(window, {QString::fromStdString(a.path("source").string()),
                                  QString::fromStdString((fixture.folder() / "scene_0.png").string())});
        QTRY_COMPARE(imported.count(), 1);
        QCOMPARE(imported.front().front().toInt(), 3);  // the image is there already
        QCOMPARE(window.workspace().session()->project().classes().all().size(), std::size_t{2});
    }
};

DESTUDIO_GUI_TEST(NewProjectAssistantTest)

}  // namespace destudio::new_project_assistant_test

#include "new_project_assistant_test.moc"
