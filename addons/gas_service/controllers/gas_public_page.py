# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.http import request

from ..tools import upload

_HEADERS = [
    # some addresses hold a secret, some pages a customer's matter: kept nowhere and told to nobody
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    (
        "Content-Security-Policy",
        "default-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'",
    ),
]


class GasPublicPage:
    """What the pages for customers without a login share. They work as the system, whoever has a session
    in this browser: what the visitor may see follows from the secret he brings alone."""

    def _system(self, model):
        """Return ``model`` as the system, in the visitor's language where it is installed, else the company's."""
        env = request.env
        installed = dict(env["res.lang"].get_installed())
        own = request.best_lang if env.user._is_public() else env.lang
        wanted = (own, env.company.sudo().partner_id.lang, env.lang)  # sudo: the company's language
        lang = next((lang for lang in wanted if lang in installed), None)
        if env.lang != lang:
            request.update_context(lang=lang)
        return request.env[model].with_user(SUPERUSER_ID)

    def _page(self, template, company=None, status=200, **values):
        # sudo: name and hotline of the company, which anybody may know
        company = (company or request.env.company).sudo()
        response = request.render(template, {"company": company, **values}, status=status)
        for name, value in _HEADERS:
            response.headers[name] = value
        return response

    @staticmethod
    def _texts(post):
        """Return what was typed: a file under the name of a text is none, and PostgreSQL keeps no zero character."""
        return {name: value.replace("\x00", "").strip() for name, value in post.items() if isinstance(value, str)}

    @staticmethod
    def _upload_form(env):
        """Return what a form says about the files it takes."""
        note = env._(
            "At most %(files)s files, each of at most %(size)s MB: pictures, PDF, DWG.",
            files=upload.MAX_FILES,
            size=upload.MAX_FILE >> 20,
        )
        return {"accept": upload.ACCEPT, "note": note}

    @staticmethod
    def _checked_files(env, field):
        """Return [(name, MIME type, content)] of the files sent under the name ``field``.

        :raise UserError: too many, too large, empty, or of a kind that is not taken
        """
        files = []
        for file in request.httprequest.files.getlist(field):
            if not file.filename:
                continue  # nothing was chosen
            if len(files) == upload.MAX_FILES:
                raise UserError(env._("At most %s files, please.", upload.MAX_FILES))
            # one byte more than is taken, never all of what is sent
            content = file.read(upload.MAX_FILE + 1)
            try:
                files.append((*upload.check(file.filename, content), content))
            except upload.UploadError as error:
                raise UserError(
                    {
                        "empty": env._("“%s” is empty.", error.name),
                        "large": env._(
                            "“%(name)s” is larger than %(size)s MB.", name=error.name, size=upload.MAX_FILE >> 20
                        ),
                        "type": env._("“%s” is neither a picture, a PDF nor a DWG drawing.", error.name),
                    }[error.code]
                ) from error
        return files
