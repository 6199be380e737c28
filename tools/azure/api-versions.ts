/** Versions of Azure's interface for models. A leaf: imports nothing. */

/** What the client asks with, and what it lacks is asked with. @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/models/list */
export const CLIENT_API = "2025-09-01";

/**
 * The first that says whose quota a usage counts against; the client's own version leaves it out.
 * @see https://github.com/Azure/azure-rest-api-specs/tree/main/specification/cognitiveservices (2026-09-15-preview)
 */
export const SCOPED_USAGES_API = "2026-09-15-preview";
