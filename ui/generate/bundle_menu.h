// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>
#include <filesystem>
#include <vector>

#include "core/engine/model/model_listing.h"

namespace destudio::ui {

/// Which model draws: the built-in bundle, one of the user's list, or any folder or file.
class BundleMenu : public QMenu {
    Q_OBJECT

public:
    explicit BundleMenu(QWidget* parent = nullptr);

    /// What is in use; empty: the built-in one.
    void set_current(const std::filesystem::path& bundle) { m_current = bundle; }
    void set_models(const ModelListing& listing);

signals:
    /// Empty: the built-in one.
    void chosen(const std::filesystem::path& bundle);
    /// It opens for the first time and wants to know the user's models.
    void list_wanted();
    /// The page that tells what there is and what fits.
    void page_wanted();

private:
    void fill();
    void choose_folder();
    void choose_file();
    QString folder_of_current() const;

    struct Known {
        QString name;
        std::filesystem::path path;
    };
    std::vector<Known> m_known;
    std::filesystem::path m_current;
};

}  // namespace destudio::ui
