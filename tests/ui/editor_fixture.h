// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>
#include <QUndoStack>

#include "tests/ui/window_fixture.h"
#include "ui/editing/editor_page.h"

namespace destudio::test {

/// The window on its editor page, over a project made for it. Pictures have 128 x 96 pixels; keys go to the canvas and
/// are counted.
class EditorFixture {
public:
    using Fill = std::function<void(Project&, RowId reference, int index)>;

    /// @param fill adds the variants of each of `references` references
    EditorFixture(int references, const Fill& fill) {
        const auto project = Project::create(file(), "Test");
        project->classes().find_or_add("cat");
        project->classes().find_or_add("dog");
        for (int i = 0; i < references; ++i) {
            Reference reference;
            reference.path = folder() / ("scene_" + std::to_string(i) + ".png");
            reference.hash = std::string(64, 'a') + std::to_string(i);
            reference.size = {128, 96};
            save_png(reference.path, picture(i));
            fill(*project, project->references().add(reference), i);
        }
    }

    /// A plain ground with a disc of a color of its own.
    static cv::Mat picture(int index) {
        cv::Mat image(96, 128, CV_8UC3, cv::Scalar(60, 90, 120));
        cv::circle(image, {24, 24}, 14, cv::Scalar(40 * (index % 6), 200, 30), cv::FILLED);
        cv::line(image, {12, 24}, {36, 24}, cv::Scalar(0, 0, 0), 2);
        return image;
    }

    static RowId add_variant(Project& project, RowId reference, double ratio, const std::vector<Detection>& detections,
                             const cv::Mat& image, std::uint64_t seed = 1) {
        Variant variant;
        variant.recipe.prompt = "A cat.";
        variant.recipe.encode_ratio = ratio;
        variant.recipe.seed = seed;
        variant.recipe.size = {128, 96};
        variant.image = image;
        variant.detections = detections;
        return project.variants().add(reference, variant, {"cat", "dog"}).id;
    }

    void open() {
        QSettings().clear();
        m_window = std::make_unique<TestWindow>(fake_jobs([](std::stop_token) {}));
        m_window->resize(1400, 900);
        m_window->projects().open(file());
        m_window->show();
        wait_until_open(*m_window);
        m_window->show_page(ui::Page::kEditor);
        rest();
    }
    void close() { m_window.reset(); }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path file() const { return folder() / "test.destudio"; }
    TestWindow& window() { return *m_window; }
    widgets::BoxCanvas& canvas() { return *m_window->editor_page()->canvas(); }
    Project& project() { return m_window->workspace().session()->project(); }
    QUndoStack& undo_stack() { return m_window->workspace().session()->undo_stack(); }

    void rest() {
        QVERIFY(QTest::qWaitFor([this] { return m_window->settled() && !canvas().picture().empty(); }, 10'000));
    }
    void go_to(RowId variant) {
        const auto record = project().variants().get(variant);
        m_window->workspace().set_reference(record.reference_id);
        m_window->workspace().set_target(ui::BoxTarget{ui::BoxTarget::Kind::kVariant, variant});
        rest();
    }
    RowId current() { return m_window->workspace().target() ? m_window->workspace().target()->id : 0; }
    std::vector<StoredAnnotation> boxes() {
        return project().annotations().of_variant(current(), m_window->workspace().session()->threshold());
    }
    VariantState state() { return project().variants().get(current()).state; }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}, int times = 1) {
        for (int i = 0; i < times; ++i) {
            QTest::keyClick(&canvas(), key, modifiers);
            ++m_keys;
        }
    }
    int keys() const { return m_keys; }

    /// Screen pixels per picture pixel.
    void set_scale(double scale) {
        auto* view = canvas().linked_view();
        view->set(view->zoom() * scale / canvas().pixel_scale(), {0.5, 0.5});
    }
    QPoint at(double x, double y) { return canvas().to_viewport({x, y}).toPoint(); }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(canvas().viewport(), Qt::LeftButton, modifiers, from);
        for (const QPoint& position : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, position, canvas().viewport()->mapToGlobal(position), Qt::NoButton,
                             Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(canvas().viewport(), &move);
        }
        QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, modifiers, to);
    }
    void click(QPoint position, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(canvas().viewport(), Qt::LeftButton, modifiers, position);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<TestWindow> m_window;
    int m_keys = 0;
};

}  // namespace destudio::test
