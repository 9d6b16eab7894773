// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>
#include <cstddef>
#include <optional>

#include "core/project/store/variant_search.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace destudio::ui {

class Workspace;

/// The search line above the gallery, with lists that write its most used terms, and the order.
class GalleryFilter : public QWidget {
    Q_OBJECT

public:
    explicit GalleryFilter(Workspace& workspace, QWidget* parent = nullptr);

    QString text() const;
    void set_text(const QString& text);
    VariantOrder order() const;
    void set_order(VariantOrder order);
    void focus_search();
    /// A sentence under the line, for instance about a search that cannot be read; empty: nothing.
    void show_error(const QString& sentence);
    void show_count(const QString& text);
    /// How many variants were chosen elsewhere, which the search is restricted to; none: it is not.
    void show_chosen(std::optional<std::size_t> count);

signals:
    /// A little after the last key, at once for the lists.
    void changed();
    /// The search is to go over all variants again.
    void chosen_dropped();

private:
    void fill_classes();
    void show_terms();
    void set_term(const char* key, const QString& value);

    Workspace& m_workspace;
    QLineEdit* m_search;
    QComboBox* m_state;
    QComboBox* m_class;
    QComboBox* m_order;
    QLabel* m_count;
    QToolButton* m_chosen;
    QLabel* m_error;
    QTimer m_delay;
};

}  // namespace destudio::ui
