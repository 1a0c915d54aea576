/** @odoo-module **/

const FOCUSABLE = "input, textarea, select, [contenteditable=true]";

// A tab that isn't shown after so many milliseconds is not waited for.
const LONGEST = 5000;

/** Puts the cursor into a field of the form, wherever its tab is; whether it was found. */
export async function jumpToField(form, name) {
    if (focusField(form, name)) {
        return true;
    }
    for (const tab of form.querySelectorAll(".o_notebook_headers .nav-link:not(.active)")) {
        tab.click();
        await becomeActive(tab);
        if (focusField(form, name)) {
            return true;
        }
    }
    return false;
}

/** Its page is rendered together with its mark. */
async function becomeActive(tab) {
    const ends = Date.now() + LONGEST;
    while (!tab.classList.contains("active") && Date.now() < ends) {
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

function focusField(form, name) {
    const fields = form.querySelectorAll(`.o_field_widget[name="${name}"]`);
    const control = [...fields].map((el) => el.querySelector(FOCUSABLE)).find(Boolean);
    if (control) {
        control.scrollIntoView({ block: "center" });
        control.focus();
    }
    return Boolean(control);
}
