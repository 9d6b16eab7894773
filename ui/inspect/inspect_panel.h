// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <memory>

#include "ui/inspect/inspect_answer.h"

class QKeyEvent;
class QLabel;
class QListWidget;
class QPushButton;

namespace destudio::widgets {
class InspectView;
}

namespace destudio::ui {

/// Shows a look at a picture over the page: the adapter's boxes, a class's cross-attention with its boxes, the same
/// binarised, the features; and a list of strong attention without a box, whose ticked entries become boxes.
/// Keys, taken while it is open: up and down choose the class, left and right the resolution, digits a class by its
/// number; Tab walks through the list, Space ticks, Return adds what is ticked.
class InspectPanel : public QFrame {
    Q_OBJECT

public:
    explicit InspectPanel(QWidget* parent);

    /// The picture alone, while the model looks.
    void show_waiting(const InspectRequest& request);
    void show_answer(std::shared_ptr<const InspectAnswer> answer);
    void show_failed(const QString& sentence);
    const InspectAnswer* answer() const { return m_answer.get(); }

    /// @return whether the key is one of the panel's, which it then acts on
    bool handle_key(const QKeyEvent& event);
    /// Whether handle_key() would take it.
    static bool wants_key(const QKeyEvent& event);

    int class_index() const { return m_class; }
    /// Index into the resolutions of the features, finest first; -1: the attention of all of them.
    int level() const { return m_level; }
    /// The entries of the list that are ticked.
    std::vector<MissedObject> ticked() const;

signals:
    void add_requested(const std::vector<destudio::MissedObject>& objects);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void choose_class(int index);
    void choose_level(int index);
    void step_missed(int direction);
    void tick_current();
    void add_ticked();
    void fill_lists();
    void fill_tiles();
    void show_ticked();

    std::shared_ptr<const InspectAnswer> m_answer;
    InspectRequest m_request;
    QString m_message;
    int m_class = 0;
    std::string m_class_name;  ///< kept when another picture is looked at
    int m_level = -1;
    QLabel* m_title;
    QLabel* m_note;
    widgets::InspectView* m_view;
    QListWidget* m_classes;
    QLabel* m_missed_title;
    QListWidget* m_missed;
    QPushButton* m_add;
};

}  // namespace destudio::ui
