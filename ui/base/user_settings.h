// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QKeySequence>
#include <QList>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <optional>

namespace destudio::ui {

/// What belongs to the person rather than to a project, kept between starts. The one place that knows the names and
/// types of these settings.
class UserSettings {
public:
    /// Project files, the newest first; may name files that are gone.
    QStringList recent_projects() const;
    void set_recent_projects(const QStringList& files);

    QByteArray window_geometry() const;
    void set_window_geometry(const QByteArray& geometry);
    QByteArray window_splitter() const;
    void set_window_splitter(const QByteArray& state);
    /// The place of the last page in the row of pages; -1: none was shown yet.
    int window_page() const;
    void set_window_page(int page);

    /// The word of a theme or a language; empty when none was chosen.
    QString theme() const;
    void set_theme(const QString& word);
    QString language() const;
    void set_language(const QString& word);

    /// Threads to compute with; 0: what suits the machine.
    int compute_threads() const;
    void set_compute_threads(int threads);

    /// Who changes boxes, as their history keeps it; empty: the name that the system knows.
    QString author() const;
    void set_author(const QString& name);

    /// Pixels of a picture in the gallery.
    int gallery_side() const;
    void set_gallery_side(int pixels);

    /// Whether pictures follow the hand that moves a ratio or a seed; yes at first.
    bool live() const;
    void set_live(bool live);

    /// The keys that a person gave an action of the ActionRegistry; none: it has its own.
    std::optional<QList<QKeySequence>> keys(const QString& action) const;
    void set_keys(const QString& action, const std::optional<QList<QKeySequence>>& keys);

    /// Whether to ask before a window is closed in which something runs; yes at first.
    bool ask_before_closing() const;
    void set_ask_before_closing(bool ask);

    /// The folder of the domain that was worked on last; may be gone.
    QString last_domain() const;
    void set_last_domain(const QString& folder);

    /// Whether the tour was taken or declined.
    bool tour_seen() const;
    void set_tour_seen(bool seen);

private:
    QSettings m_settings;
};

}  // namespace destudio::ui
