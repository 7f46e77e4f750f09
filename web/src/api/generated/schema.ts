// Generated from server/openapi.json. Do not edit.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "ok" | "unavailable";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "ok" | "unavailable";
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "ok" | "unavailable";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Settings"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        timeZone?: string;
                        defaultCountry?: string;
                        /** @description What becomes of a message of which nobody knows whether it left, on a provider that cannot tell a repeated one */
                        unconfirmedSends?: "fail" | "resend";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Settings"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ApiKey"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        permissions: ("users.track" | "users.track.sync" | "users.alias.new" | "users.alias.update" | "users.identify" | "users.merge" | "users.delete" | "users.external_ids.rename" | "users.external_ids.remove" | "users.export.ids" | "users.export.segment" | "messages.send" | "campaigns.trigger.send" | "subscription.status.set" | "subscription.status.get" | "subscription.groups.get" | "segments.list" | "segments.details" | "segments.data_series" | "custom_attributes.get" | "events.get" | "events.list" | "events.data_series")[];
                        allowedIps?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CreatedApiKey"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/api-keys/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        permissions?: ("users.track" | "users.track.sync" | "users.alias.new" | "users.alias.update" | "users.identify" | "users.merge" | "users.delete" | "users.external_ids.rename" | "users.external_ids.remove" | "users.export.ids" | "users.export.segment" | "messages.send" | "campaigns.trigger.send" | "subscription.status.set" | "subscription.status.get" | "subscription.groups.get" | "segments.list" | "segments.details" | "segments.data_series" | "custom_attributes.get" | "events.get" | "events.list" | "events.data_series")[];
                        allowedIps?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AuditEntry"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WhatsAppIntegration"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SubscriptionGroup"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            synced: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        provider: "infobip";
                        apiKey: string;
                        /** @description the account's own host, with or without https:// and a slash */
                        baseUrl: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        apiKey: string;
                        /** @description the account's own host, with or without https:// and a slash */
                        baseUrl: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description false: the provider still has them; remove them in its portal */
                            webhooksRemoved: boolean;
                            errorCode: string | null;
                            error: string | null;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        balanceAlert: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/signups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        wabaId?: string;
                        phoneNumberId?: string;
                        businessId?: string;
                        /** @enum {string} */
                        startingPoint?: "new" | "native" | "other_provider";
                        /** @description two-step verification PIN of the number */
                        pin?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/signups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Signup"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/signups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/signups/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/signups/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the code or PIN that was asked for */
                        answer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/signups/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        method: "sms" | "voice";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/signups/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AccountSender"][];
                            /** @description false: the account's numbers cannot be listed, so one is typed in */
                            listed: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description with country code, in any spelling */
                        phone: string;
                        wabaId?: string;
                        phoneNumberId?: string;
                        displayName?: string;
                        /** @description two-step verification PIN of the number */
                        pin?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups/{id}/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    /** @description move: all active numbers of the same WhatsApp Business account go together */
                    of: "archive" | "move";
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LeavingConsequences"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LeavingConsequences"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-groups/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description slug or id of the other workspace */
                        workspace: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            subscriptionGroupIds: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    subscriptionGroupId?: string;
                    signupId?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["MigrationCheck"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/webhook/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description where messages are posted, beginning with https:// */
                        url: string;
                        /** @description with country code, in any spelling */
                        phone: string;
                        displayName: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connection: components["schemas"]["Connection"];
                            /** Format: uuid */
                            subscriptionGroupId: string;
                            /** @description signs both directions after Standard Webhooks; shown this once, never again */
                            secret: string;
                            /** @description where the receiver posts receipts and messages; secret like the secret */
                            reportUrl: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/native/signups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        wabaId?: string;
                        phoneNumberId?: string;
                        businessId?: string;
                        /** @enum {string} */
                        startingPoint?: "new" | "native" | "other_provider";
                        /** @description two-step verification PIN of the number */
                        pin?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signup"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/native/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        accessToken: string;
                        /** @description signs Meta's webhooks and proves our calls; of the app that the token was made with */
                        appSecret: string;
                        appId?: string;
                        wabaId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/native/connections/{id}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        accessToken: string;
                        /** @description signs Meta's webhooks and proves our calls; of the app that the token was made with */
                        appSecret?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                    segmentId?: string;
                    order?: "newest" | "oldest";
                    /** @description custom attributes to bring along: a JSON array of up to 10 names */
                    attributes?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactPage"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactInput"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        externalId?: string | null;
                        firstName?: string | null;
                        lastName?: string | null;
                        phone?: string | null;
                        email?: string | null;
                        country?: string | null;
                        homeCity?: string | null;
                        language?: string | null;
                        gender?: string | null;
                        dateOfBirth?: string | null;
                        timeZone?: string | null;
                        attributes?: {
                            [key: string]: unknown;
                        };
                        expected?: {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            updatedAt: string;
                            fields?: {
                                [key: string]: unknown;
                            };
                            attributes?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/changes/{changeId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                    changeId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/subscriptions/{subscriptionGroupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                    subscriptionGroupId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        state: "subscribed" | "unsubscribed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            state: "subscribed" | "unsubscribed" | "unknown";
                            source: string | null;
                            changedAt: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description the contact that is kept
                         */
                        intoId: string;
                        /** @description true: say what would happen, change nothing */
                        preview?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactMerge"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/deletion-consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactFootprint"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        label: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                label: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: {
                    label?: string;
                    name?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                label: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                    /** @description of event, purchase, sent, received, subscription, edit, comma between */
                    kinds?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ContactTimelineItem"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ContactEvent"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/event-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                first: string;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                last: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ContactMessage"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ContactCampaignSend"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            /** @description false: given up because it took too long; items says nothing then */
                            complete: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                        action: "subscribe" | "unsubscribe" | "add_to_list" | "remove_from_list" | "delete";
                        /** Format: uuid */
                        subscriptionGroupId?: string;
                        /** @description an element of import_lists */
                        list?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description contacts that were there */
                            done: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/subscription-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    subscriptionGroupId?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SubscriptionHistoryEntry"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["OptInLink"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description prefilled, without the code at its end */
                        text: string;
                        attribute: {
                            name: string;
                            value: string;
                        } | null;
                        note: string;
                        /** @description Liquid allowed; empty: no answer */
                        thankYou: string;
                        /** @description the QR code leads through our own address, which counts */
                        countScans: boolean;
                        /** Format: uuid */
                        subscriptionGroupId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description prefilled, without the code at its end */
                        text?: string;
                        attribute?: {
                            name: string;
                            value: string;
                        } | null;
                        note?: string;
                        /** @description Liquid allowed; empty: no answer */
                        thankYou?: string;
                        /** @description the QR code leads through our own address, which counts */
                        countScans?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-links/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-links/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SubscriptionWords"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/subscription-words/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    language: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        leaving: string[];
                        returning: string[];
                        /** @description Liquid allowed; empty: no answer */
                        leavingReply: string;
                        returningReply: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SubscriptionWords"][];
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    language: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SubscriptionWords"][];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["OptInForm"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: uuid */
                        subscriptionGroupId: string;
                        way: "person_writes" | "we_write";
                        settings: components["schemas"]["OptInFormSettings"];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInForm"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInForm"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: uuid */
                        subscriptionGroupId: string;
                        way: "person_writes" | "we_write";
                        settings: components["schemas"]["OptInFormSettings"];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInForm"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-forms/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInForm"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-forms/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInForm"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/opt-in-forms/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        way: "person_writes" | "we_write";
                        settings: components["schemas"]["OptInFormSettings"];
                        language: "pt" | "en" | "es";
                        phone: string;
                        displayName: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            html: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/messages/{message}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of an inbound message */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                    message: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/messages/{message}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Turns the person's ticks blue, for this message and those before it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                    message: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC
                             */
                            readAt: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/contacts/{id}/messages/{message}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the person that an answer is being typed, for up to 25 seconds */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                    message: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Attribute"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/attributes/{name}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/events/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/data/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                    type?: "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
                    /** @description active and blocklisted: custom ones; unused: custom ones that nobody has */
                    status?: "active" | "blocklisted" | "standard" | "unused";
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["RegistryAttribute"][];
                            nextCursor: string | null;
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/data/attributes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    standard?: boolean;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RegistryAttributeDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string;
                        blocklisted?: boolean;
                        type?: "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RegistryAttributeDetail"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/data/attributes/{name}/remove-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the attribute's name again */
                        confirm: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removal: ({
                                /**
                                 * Format: date-time
                                 * @description ISO 8601, UTC
                                 */
                                startedAt: string;
                                finishedAt: string | null;
                                /** @description 0 to 1 */
                                progress: number;
                                /** @description contacts whose value is gone */
                                removed: number;
                            } | null) | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/data/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                    /** @description quiet: none in 30 days */
                    status?: "active" | "blocklisted" | "quiet";
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["RegistryEvent"][];
                            nextCursor: string | null;
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/data/events/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RegistryEventDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string;
                        blocklisted?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RegistryEventDetail"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                    tag?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SegmentListItem"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                        filter: components["schemas"]["Filter"];
                        /** @description labels: at most 25, of up to 100 characters */
                        tags?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: {
                    /** @description drafts that use the segment may lose it */
                    confirm?: "drafts";
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string | null;
                        filter?: components["schemas"]["Filter"];
                        /** @description labels: at most 25, of up to 100 characters */
                        tags?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        filter: components["schemas"]["Filter"];
                        /** @description also how many of them each number of the workspace reaches */
                        reach?: boolean;
                        /** Format: uuid */
                        subscriptionGroupId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentPreview"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        filter: components["schemas"]["Filter"];
                        /** @description also how many of them each number of the workspace reaches */
                        reach?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentCount"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/{id}/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description also how many of them each number of the workspace reaches */
                        reach?: boolean;
                        /** @description as preview answers: exact or an estimate */
                        quickly?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentCount"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/{id}/sizes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SegmentSize"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentUsage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/segments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SegmentChange"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["KnownTag"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/suggestions/attribute-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    name: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SuggestedKey"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/suggestions/attribute-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    name: string;
                    /** @description JSON array of keys, e.g. ["address","city"] */
                    path: string;
                    q?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/suggestions/event-properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    event: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SuggestedProperty"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/suggestions/event-property-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    event: string;
                    property: string;
                    q?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/suggestions/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    campaignId: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SuggestedVariant"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/suggestions/error-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SeenError"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    q?: string;
                    state?: "uploaded" | "checking" | "checked" | "running" | "completed" | "canceled" | "failed";
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Import"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewImport"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportPreview"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StartImport"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StartImport"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ImportRowError"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/imports/{id}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    language?: "en" | "pt-BR" | "es";
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ContactExport"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewContactExport"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactExport"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/exports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactExport"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactExport"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    q?: string;
                    /** @description APPROVED, PENDING, REJECTED … */
                    status?: string;
                    subscriptionGroupId?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Template"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    q?: string;
                    state?: "draft" | "launching" | "running" | "paused" | "completed" | "stopped" | "archived";
                    tag?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["CampaignListItem"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        kind?: "scheduled" | "api_triggered";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string;
                        /** @description labels: at most 25, of up to 100 characters */
                        tags?: string[];
                        kind?: "scheduled" | "api_triggered";
                        subscriptionGroupId?: string | null;
                        segmentId?: string | null;
                        templateId?: string | null;
                        variables?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignCheck"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/launch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignReport"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/campaigns/{id}/sends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    state?: "queued" | "leased" | "accepted" | "delivered" | "read" | "failed" | "skipped" | "canceled";
                    code?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["CampaignSend"][];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/messages/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        templateId?: string;
                        variables?: {
                            [key: string]: string;
                        };
                        /** @description a message of any kind but a template, in camelCase */
                        message?: {
                            /** @description text, image, buttons, list, flow, media_carousel … */
                            kind: string;
                        } & {
                            [key: string]: unknown;
                        };
                        contactId?: string | "random";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePreview"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/messages/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        contactId: string;
                        /** Format: uuid */
                        campaignId?: string;
                        /** Format: uuid */
                        subscriptionGroupId?: string;
                        /** Format: uuid */
                        templateId?: string;
                        variables?: {
                            [key: string]: string;
                        };
                        /** @description a message of any kind but a template, in camelCase */
                        message?: {
                            /** @description text, image, buttons, list, flow, media_carousel … */
                            kind: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            sendId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Home"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    filter?: "open" | "resolved";
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/notices/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/notices/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeSettings"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        emailEnabled: boolean;
                        /** @description empty: the owners and admins */
                        emails: string[];
                        webhookUrl: string | null;
                        language: "en" | "pt-BR" | "es";
                        renewSecret?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeSettings"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/notices/settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description slug or id */
                    workspace: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        channel: "email" | "webhook";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        language: "en" | "pt-BR" | "es";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionHealth"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    month?: string;
                };
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionCosts"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            synced: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace}/integrations/whatsapp/connections/{id}/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Runs every check live. With `Accept: application/x-ndjson` each result comes as a line as soon as it is known, after a first line with the names of all checks. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspace: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoctorReport"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: unknown;
                        }[] | null;
                        events?: {
                            [key: string]: unknown;
                        }[] | null;
                        purchases?: {
                            [key: string]: unknown;
                        }[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            attributes_processed?: number;
                            events_processed?: number;
                            purchases_processed?: number;
                            errors?: {
                                /** @description what is wrong */
                                type: string;
                                input_array: string;
                                index: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/track/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: unknown;
                        }[] | null;
                        events?: {
                            [key: string]: unknown;
                        }[] | null;
                        purchases?: {
                            [key: string]: unknown;
                        }[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            attributes_processed?: number;
                            events_processed?: number;
                            purchases_processed?: number;
                            errors?: {
                                /** @description what is wrong */
                                type: string;
                                input_array: string;
                                index: number;
                            }[];
                            /** @description the user as it is afterwards */
                            users?: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/export/ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        external_ids?: string[];
                        user_aliases?: {
                            alias_name: string;
                            alias_label: string;
                        }[];
                        device_id?: string;
                        braze_id?: string;
                        email_address?: string;
                        phone?: string;
                        fields_to_export?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            users: {
                                [key: string]: unknown;
                            }[];
                            /** @description those who were not found */
                            invalid_user_ids?: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/alias/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        user_aliases: {
                            external_id?: string;
                            alias_name: string;
                            alias_label: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            aliases_processed: number;
                            errors?: {
                                /** @description what is wrong */
                                type: string;
                                input_array: string;
                                index: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/alias/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        alias_updates: {
                            alias_label: string;
                            old_alias_name: string;
                            new_alias_name: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: {
                                /** @description what is wrong */
                                type: string;
                                input_array: string;
                                index: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        aliases_to_identify?: {
                            external_id: string;
                            user_alias: {
                                alias_name: string;
                                alias_label: string;
                            };
                        }[];
                        emails_to_identify?: {
                            external_id: string;
                            email: string;
                            prioritization?: unknown;
                        }[];
                        phone_numbers_to_identify?: {
                            external_id: string;
                            phone: string;
                            prioritization?: unknown;
                        }[];
                        /** @description none: the alias moves to the identified user, everything else stays where it is. Default merge. */
                        merge_behavior?: "merge" | "none";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            aliases_processed?: number;
                            emails_processed?: number;
                            phone_numbers_processed?: number;
                            errors?: {
                                /** @description what is wrong */
                                type: string;
                                input_array: string;
                                index: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description up to 50 {identifier_to_merge, identifier_to_keep}; each {external_id}, {user_alias}, {email, prioritization} or {phone, prioritization} */
                        merge_updates?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        external_ids?: string[];
                        user_aliases?: {
                            alias_name: string;
                            alias_label: string;
                        }[];
                        braze_ids?: string[];
                        email_addresses?: {
                            email: string;
                            prioritization?: unknown;
                        }[];
                        phone_numbers?: {
                            phone: string;
                            prioritization?: unknown;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description users that were there */
                            deleted: number;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/external_ids/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        external_id_renames: {
                            current_external_id: string;
                            new_external_id: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description the new ids of those that were renamed */
                            external_ids: string[];
                            rename_errors: string[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/external_ids/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        external_ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            removed_ids: string[];
                            removal_errors: string[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            errors?: unknown[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/export/segment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        segment_id?: string;
                        callback_endpoint?: string;
                        fields_to_export?: string[];
                        custom_attributes_to_export?: string[];
                        /** @description zip (default) or gzip */
                        output_format?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description how the names of the files begin */
                            object_prefix: string;
                            /** @description 404 until the file is written, and again some hours later */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/segments/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    page?: string;
                    sort_direction?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            segments: {
                                id: string;
                                name: string;
                                /** @description always: every segment is counted every day */
                                analytics_tracking_enabled: boolean;
                                tags: string[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/segments/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    segment_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            created_at: string;
                            updated_at: string;
                            name: string;
                            description: string;
                            /** @description the filters in English */
                            text_description: string;
                            tags: string[];
                            teams: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/segments/data_series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    segment_id?: string;
                    length?: string;
                    ending_at?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            data: {
                                /** @description YYYY-MM-DD, in the workspace's time zone */
                                time: string;
                                size: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscription/status/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        subscription_group_id: string;
                        subscription_state: "subscribed" | "unsubscribed";
                        external_id?: string | string[];
                        phone?: string | string[];
                        email?: string | string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description users who were not found */
                            errors?: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/subscription/status/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        subscription_groups: {
                            subscription_group_id: string;
                            subscription_state: "subscribed" | "unsubscribed";
                            external_ids?: string | string[];
                            phones?: string | string[];
                            emails?: string | string[];
                            /** @description For SMS groups; groups here are WhatsApp numbers: taken and without effect, the state is set at once. Double opt-in is what opt-in forms do. */
                            use_double_opt_in_logic?: boolean;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            /** @description users who were not found */
                            errors?: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscription/status/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    external_id?: string | string[];
                    "external_id[]"?: string | string[];
                    phone?: string | string[];
                    "phone[]"?: string | string[];
                    email?: string | string[];
                    "email[]"?: string | string[];
                    subscription_group_id: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description by the name the caller used */
                            status: {
                                [key: string]: string;
                            };
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscription/user/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    external_id?: string | string[];
                    "external_id[]"?: string | string[];
                    phone?: string | string[];
                    "phone[]"?: string | string[];
                    email?: string | string[];
                    "email[]"?: string | string[];
                    /** @description at most 100 */
                    limit?: string;
                    offset?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            users: {
                                email: string | null;
                                phone: string | null;
                                external_id: string | null;
                                subscription_groups: {
                                    id: string;
                                    name: string;
                                    channel: string;
                                    status: string;
                                }[];
                            }[];
                            total_count: number;
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        broadcast?: boolean;
                        external_user_ids?: string[];
                        user_aliases?: {
                            alias_name: string;
                            alias_label: string;
                        }[];
                        segment_id?: string;
                        audience?: unknown;
                        campaign_id?: string;
                        send_id?: string;
                        override_frequency_capping?: boolean;
                        recipient_subscription_state?: "opted_in" | "subscribed" | "all";
                        messages?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dispatch_id: string;
                            /** @enum {string} */
                            message: "success";
                            send_id?: string;
                            /** @description what was passed over */
                            errors?: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/trigger/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        campaign_id: string;
                        send_id?: string;
                        trigger_properties?: {
                            [key: string]: unknown;
                        };
                        broadcast?: boolean;
                        audience?: unknown;
                        recipients?: {
                            external_user_id?: string;
                            user_alias?: {
                                alias_name: string;
                                alias_label: string;
                            };
                            email?: string;
                            phone?: string;
                            braze_id?: string;
                            prioritization?: string[];
                            trigger_properties?: {
                                [key: string]: unknown;
                            };
                            send_to_existing_only?: boolean;
                            attributes?: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dispatch_id: string;
                            /** @enum {string} */
                            message: "success";
                            send_id?: string;
                            /** @description what was passed over */
                            errors?: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custom_attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attributes: {
                                array_length: number | null;
                                data_type: string;
                                description: string;
                                name: string;
                                /** @description Active or Blocklisted */
                                status: string;
                                tag_names: string[];
                            }[];
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            events: {
                                name: string;
                                description: string;
                                included_in_analytics_report: boolean;
                                /** @description Active or Blocklisted */
                                status: string;
                                tag_names: string[];
                            }[];
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description from 0 */
                    page?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            events: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/data_series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    event: string;
                    /** @description days, 1 to 100 */
                    length: string;
                    /** @description day */
                    unit?: string;
                    /** @description ISO 8601; default: now */
                    ending_at?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            data: {
                                time: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Error */
        Error: {
            error: {
                /** @description stable; translations go by it */
                code: string;
                /** @description what happened, why, what to do next (English) */
                message: string;
                params?: {
                    [key: string]: string | number;
                };
                details?: {
                    path?: string;
                    code?: string;
                    message: string;
                    params?: {
                        [key: string]: string | number;
                    };
                }[];
            };
        };
        /** RegistryReference */
        RegistryReference: {
            /** @description segment, campaign or import */
            kind: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description nested keys that a segment compares; the state of a campaign */
            detail: string;
        };
        /** RegistryAttribute */
        RegistryAttribute: {
            name: string;
            type: "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
            standard: boolean;
            description: string;
            createdAt: string | null;
            blocklistedAt: string | null;
            fill: {
                /** @description contacts that have it */
                contacts: number;
                /** @description 0 to 1, of all contacts */
                ratio: number;
                /** @description false: estimated from a sample of the contacts */
                exact: boolean;
            };
            /** @description segments, campaigns and imports that name it */
            usedBy: number;
            removal: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                startedAt: string;
                finishedAt: string | null;
                /** @description 0 to 1 */
                progress: number;
                /** @description contacts whose value is gone */
                removed: number;
            } | null;
        };
        /** RegistryAttributeDetail */
        RegistryAttributeDetail: {
            name: string;
            type: "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
            standard: boolean;
            description: string;
            createdAt: string | null;
            blocklistedAt: string | null;
            fill: {
                /** @description contacts that have it */
                contacts: number;
                /** @description 0 to 1, of all contacts */
                ratio: number;
                /** @description false: estimated from a sample of the contacts */
                exact: boolean;
            };
            /** @description segments, campaigns and imports that name it */
            usedBy: number;
            removal: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                startedAt: string;
                finishedAt: string | null;
                /** @description 0 to 1 */
                progress: number;
                /** @description contacts whose value is gone */
                removed: number;
            } | null;
            values: {
                top: {
                    value: string;
                    /** @description 0 to 1 */
                    share: number;
                }[];
                distinct: number;
                smallest: string | null;
                largest: string | null;
                /** @description contacts that were looked at */
                lookedAt: number;
            };
            references: components["schemas"]["RegistryReference"][];
        };
        /** RegistryEvent */
        RegistryEvent: {
            name: string;
            description: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            blocklistedAt: string | null;
            /** @description in 30 days */
            total: number;
            /** @description false: estimated from a sample of the contacts */
            exact: boolean;
            /** @description days without any are left out */
            days: {
                /** @description YYYY-MM-DD, UTC */
                day: string;
                count: number;
            }[];
            usedBy: number;
        };
        /** RegistryEventDetail */
        RegistryEventDetail: {
            name: string;
            description: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            blocklistedAt: string | null;
            /** @description in 30 days */
            total: number;
            /** @description false: estimated from a sample of the contacts */
            exact: boolean;
            /** @description days without any are left out */
            days: {
                /** @description YYYY-MM-DD, UTC */
                day: string;
                count: number;
            }[];
            usedBy: number;
            /** @description newest events that the properties were read from */
            lookedAt: number;
            lastSeen: string | null;
            properties: {
                name: string;
                types: string[];
                share: number;
                examples: string[];
            }[];
            references: components["schemas"]["RegistryReference"][];
        };
        /** Attribute */
        Attribute: {
            name: string;
            type: "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
            standard: boolean;
        };
        /** Me */
        Me: {
            user: {
                id: string;
                name: string;
                email: string;
            };
            workspaces: {
                /** Format: uuid */
                id: string;
                slug: string;
                name: string;
                role: string;
                timeZone: string;
                defaultCountry: string;
            }[];
            server: {
                version: string;
                publicUrl: string;
                sandboxUrl: string | null;
            };
        };
        /** ContactListItem */
        ContactListItem: {
            /** Format: uuid */
            id: string;
            externalId: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            country: string | null;
            homeCity: string | null;
            language: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updatedAt: string;
            attributes?: {
                [key: string]: unknown;
            };
        };
        /** ContactPage */
        ContactPage: {
            items: components["schemas"]["ContactListItem"][];
            nextCursor: string | null;
            total: number;
            totalIsEstimate: boolean;
        };
        /** ContactSubscription */
        ContactSubscription: {
            /** Format: uuid */
            subscriptionGroupId: string;
            phone: string;
            displayName: string;
            state: "subscribed" | "unsubscribed" | "unknown";
            source: string | null;
            changedAt: string | null;
        };
        /** Contact */
        Contact: {
            /** Format: uuid */
            id: string;
            externalId: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            country: string | null;
            homeCity: string | null;
            language: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updatedAt: string;
            attributes: {
                [key: string]: unknown;
            };
            gender: string | null;
            dateOfBirth: string | null;
            timeZone: string | null;
            bsuid: string | null;
            aliases: {
                label: string;
                name: string;
            }[];
            parentBsuid: string | null;
            phoneCountry: string | null;
            phoneValid: boolean | null;
            subscriptions: components["schemas"]["ContactSubscription"][];
            windows: {
                /** Format: uuid */
                subscriptionGroupId: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                expiresAt: string;
            }[];
        };
        /** ContactInput */
        ContactInput: {
            externalId?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            phone?: string | null;
            email?: string | null;
            country?: string | null;
            homeCity?: string | null;
            language?: string | null;
            gender?: string | null;
            dateOfBirth?: string | null;
            timeZone?: string | null;
            attributes?: {
                [key: string]: unknown;
            };
        };
        /** ContactEvent */
        ContactEvent: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            occurredAt: string;
            properties: {
                [key: string]: unknown;
            };
        };
        /** ContactMessage */
        ContactMessage: {
            /** Format: uuid */
            id: string;
            direction: "out" | "in";
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            kind: string;
            state: string | null;
            campaign: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: uuid */
            subscriptionGroupId: string;
            rendered: unknown;
            body: string | null;
            errorCode: string | null;
            errorText: string | null;
            errorTitle: string | null;
            advice: string | null;
            cost: string | null;
            currency: string | null;
            replyTo: string | null;
            readAt: string | null;
            media: {
                /** @description waiting, stored, gone or failed */
                state: string;
                contentType: string | null;
                filename: string | null;
                bytes: number | null;
            } | null;
        };
        /** TemplateStructure */
        TemplateStructure: {
            header?: {
                /** @description TEXT, IMAGE, VIDEO, GIF, DOCUMENT or LOCATION */
                format: string;
                text?: string;
                sampleUrl?: string;
            };
            body: {
                text: string;
            };
            footer?: {
                text: string;
            };
            buttons?: {
                /** @description QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MULTI_PRODUCT … */
                type: string;
                text: string;
                url?: string;
                phoneNumber?: string;
                flowId?: string;
            }[];
            carousel?: {
                cards: {
                    header: {
                        /** @description IMAGE or VIDEO */
                        format: string;
                        sampleUrl?: string;
                    };
                    body?: {
                        text: string;
                    };
                    buttons?: {
                        /** @description QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MULTI_PRODUCT … */
                        type: string;
                        text: string;
                        url?: string;
                        phoneNumber?: string;
                        flowId?: string;
                    }[];
                }[];
            };
            limitedTimeOffer?: {
                text: string;
                hasExpiration: boolean;
            };
            /** @description parts that cannot be filled: the template cannot be sent */
            unsupported?: string[];
        };
        /** TemplateVariable */
        TemplateVariable: {
            /** @description header.1, header.media, body.1, button.0.url, offer.ends_at, card.0.body.1 … */
            key: string;
            /** @description header, body, button or offer */
            component: string;
            /** @description of a carousel: which card, from 0 */
            card?: number;
            index: number;
            /** @description text, media, url_suffix, coupon, payload, token, product, moment, data or product_sections */
            kind: string;
            required: boolean;
            maxLength: number;
            sample?: string;
        };
        /** Template */
        Template: {
            /** Format: uuid */
            id: string;
            name: string;
            language: string;
            category: string;
            status: string;
            quality: string;
            rejectionReason: string | null;
            /** Format: uuid */
            whatsappBusinessGroupId: string;
            structure: components["schemas"]["TemplateStructure"];
            variables: components["schemas"]["TemplateVariable"][];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            syncedAt: string;
        };
        /** RenderedMessage */
        RenderedMessage: {
            /** @description absent: a template or a text */
            kind?: string;
            header?: {
                /** @description TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION, AUDIO or STICKER */
                format: string;
                text?: string;
                mediaUrl?: string;
                filename?: string;
                latitude?: number;
                longitude?: number;
                name?: string;
                address?: string;
            };
            body?: string;
            footer?: string;
            buttons?: {
                /** @description as in a template; also LIST and LOCATION_REQUEST */
                type: string;
                text: string;
                url?: string;
                code?: string;
                phoneNumber?: string;
            }[];
            cards?: {
                header: {
                    /** @description TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION, AUDIO or STICKER */
                    format: string;
                    text?: string;
                    mediaUrl?: string;
                    filename?: string;
                    latitude?: number;
                    longitude?: number;
                    name?: string;
                    address?: string;
                };
                body?: string;
                buttons?: {
                    /** @description as in a template; also LIST and LOCATION_REQUEST */
                    type: string;
                    text: string;
                    url?: string;
                    code?: string;
                    phoneNumber?: string;
                }[];
            }[];
            offer?: {
                text: string;
                endsAt?: string;
                code?: string;
            };
            sections?: {
                title?: string;
                rows: {
                    title: string;
                    description?: string;
                }[];
            }[];
            contacts?: {
                name: string;
                details: string[];
            }[];
            reaction?: string;
        };
        /** Stats */
        Stats: {
            /** @description everybody who was looked at: the sum of all that follows */
            queued: number;
            waiting: number;
            accepted: number;
            delivered: number;
            read: number;
            failed: number;
            skipped: number;
            canceled: number;
            replied: number;
            cost: {
                currency: string;
                /** @description decimal */
                amount: string;
            }[];
        };
        /** CampaignListItem */
        CampaignListItem: {
            /** Format: uuid */
            id: string;
            name: string;
            kind: "scheduled" | "api_triggered";
            /** @description draft, launching, running, paused, completed, stopped or archived */
            state: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            launchedAt: string | null;
            /** @description labels: at most 25, of up to 100 characters */
            tags: string[];
            segment: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            template: {
                /** Format: uuid */
                id: string;
                name: string;
                language: string;
            } | null;
            subscriptionGroup: {
                /** Format: uuid */
                id: string;
                phone: string;
                displayName: string;
            } | null;
            stats: components["schemas"]["Stats"];
        };
        /** Campaign */
        Campaign: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string;
            /** @description labels: at most 25, of up to 100 characters */
            tags: string[];
            kind: "scheduled" | "api_triggered";
            /** @description draft, launching, running, paused, completed, stopped or archived */
            state: string;
            subscriptionGroupId: string | null;
            segmentId: string | null;
            templateId: string | null;
            /** Format: uuid */
            variantId: string;
            variables: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updatedAt: string;
            launchedAt: string | null;
            finishedAt: string | null;
            createdBy: string | null;
        };
        /** CampaignCheck */
        CampaignCheck: {
            ok: boolean;
            problems: {
                /** @description stable; translations go by it */
                code: string;
                /** @description a field of the campaign, or a variable's key */
                field?: string;
                message: string;
                params?: {
                    [key: string]: string | number;
                };
            }[];
            audience: {
                segment: number;
                reachable: number;
                notSubscribed: number;
                noPhone: number;
                duplicates: number;
            };
        };
        /** CampaignReport */
        CampaignReport: {
            stats: components["schemas"]["Stats"];
            rates: {
                /** @description delivered of accepted, 0 to 1 */
                delivery: number;
                /** @description read of delivered */
                read: number;
                /** @description replied of delivered */
                reply: number;
                /** @description failed of all that were to be sent */
                failure: number;
            };
            series: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at: string;
                accepted: number;
                delivered: number;
                read: number;
                failed: number;
                replied: number;
            }[];
            reasons: {
                outcome: string;
                code: string;
                count: number;
                title: string;
                advice: string;
            }[];
            dispatches: {
                /** Format: uuid */
                id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                createdAt: string;
                finishedAt: string | null;
                state: string;
                queued: number;
                audienceDone: boolean;
            }[];
            live: boolean;
        };
        /** CampaignSend */
        CampaignSend: {
            /** Format: uuid */
            id: string;
            contact: {
                /** Format: uuid */
                id: string;
                name: string | null;
                phone: string | null;
            };
            state: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            errorCode: string | null;
            errorText: string | null;
            advice: string | null;
        };
        /** ContactTimelineItem */
        ContactTimelineItem: {
            /** Format: uuid */
            id: string;
            /** @description event, purchase, sent, received, subscription, edit */
            kind: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            /** @description name of the event, the campaign, our number; empty where there is none */
            title: string;
            data: {
                [key: string]: unknown;
            };
            actor: string | null;
            actorName: string | null;
            errorTitle: string | null;
        };
        /** ContactCampaignSend */
        ContactCampaignSend: {
            /** Format: uuid */
            id: string;
            campaign: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            variantName: string | null;
            state: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            deliveredAt: string | null;
            readAt: string | null;
            clickedAt: string | null;
            repliedAt: string | null;
            failedAt: string | null;
            errorCode: string | null;
            errorText: string | null;
            errorTitle: string | null;
            advice: string | null;
        };
        /** ContactFootprint */
        ContactFootprint: {
            events: number;
            /** @description messages sent or waiting to be sent */
            sends: number;
            /** @description of these, still waiting; a deletion calls them off */
            waiting: number;
            /** @description messages the person wrote */
            received: number;
            /** @description files the person sent */
            files: number;
            /** @description numbers the person is subscribed to */
            subscriptions: number;
        };
        /** ContactMerge */
        ContactMerge: {
            /** @description false: a preview, nothing was changed */
            merged: boolean;
            /** @description the contact that is left */
            contactId: string;
            fields: {
                name: string;
                kept: string | null;
                merged: string | null;
                /** @description whose value is left: kept, merged, both (objects filled key by key, lists united) or none */
                from: string;
                value: string | null;
            }[];
            attributes: {
                name: string;
                kept: unknown;
                merged: unknown;
                /** @description whose value is left: kept, merged, both (objects filled key by key, lists united) or none */
                from: string;
                value: unknown;
            }[];
            subscriptions: {
                /** Format: uuid */
                subscriptionGroupId: string;
                kept: {
                    state: string;
                    source: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    changedAt: string;
                } | null;
                merged: {
                    state: string;
                    source: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC
                     */
                    changedAt: string;
                } | null;
                /** @description whose value is left: kept, merged, both (objects filled key by key, lists united) or none */
                from: string;
                state: string;
            }[];
            /** @description that come along */
            aliases: {
                label: string;
                name: string;
            }[];
            moves: components["schemas"]["ContactFootprint"];
        };
        /** ConnectionHealth */
        ConnectionHealth: {
            /** Format: uuid */
            id: string;
            provider: string;
            state: string;
            stateReason: string | null;
            stateText: string | null;
            failingSince: string | null;
            checkedAt: string | null;
            accountId: string | null;
            keyDaysLeft: number | null;
            balance: {
                amount: string;
                currency: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at: string;
            } | null;
            balanceAlert: string | null;
            balanceHistory: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at: string;
                amount: string;
            }[];
            webhooks: {
                lastAt: string | null;
                words: {
                    event: string;
                    count: number;
                    lastAt: string | null;
                }[];
            };
            waiting: {
                count: number;
                since: string | null;
            };
            history: {
                /** Format: uuid */
                id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at: string;
                actorName: string | null;
                action: string;
                details: unknown;
            }[];
        };
        /** DoctorCheck */
        DoctorCheck: {
            check: string;
            state: "ok" | "warning" | "failed" | "unknown";
            /** @description what was found; the dashboard's words go by check and code */
            code: string;
            params?: {
                [key: string]: string | number;
            };
            items?: {
                code: string;
                params?: {
                    [key: string]: string | number;
                };
            }[];
            remedy?: "replace_key" | "renew_webhooks" | "refresh" | "sync_templates";
            tookMs: number;
        };
        /** DoctorReport */
        DoctorReport: {
            /** Format: uuid */
            connectionId: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            /** @description of Ponte */
            version: string;
            results: components["schemas"]["DoctorCheck"][];
        };
        /** ConnectionCosts */
        ConnectionCosts: {
            month: string;
            rows: {
                country: string | null;
                category: string;
                currency: string;
                messages: number;
                /** @description decimal */
                amount: string;
            }[];
            totals: {
                currency: string;
                messages: number;
                amount: string;
            }[];
            /** @description taken by the provider, without a price (yet) */
            unpriced: number;
        };
        /** ImportColumn */
        ImportColumn: {
            /** @description a standard field, attribute, alias, subscription or ignore */
            target: string;
            attribute?: string;
            /** @enum {string} */
            type?: "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
            /** @description between the elements of an array; default a comma */
            separator?: string;
            /** @description of an alias */
            label?: string;
            /** @description the sending number that a subscription column speaks of */
            subscriptionGroupId?: string;
        };
        /** StartImport */
        StartImport: {
            mapping: {
                [key: string]: components["schemas"]["ImportColumn"];
            };
            options: {
                /** @description for phone numbers without a country code */
                defaultCountry: string;
                /** @enum {string} */
                findBy?: "auto" | "external_id" | "phone" | "email" | "alias";
                /** @enum {string} */
                mode?: "upsert" | "update" | "create";
                /** @enum {string} */
                emptyCells?: "keep" | "clear";
                subscriptionGroupId?: string | null;
                subscriptionState?: ("subscribed" | "unsubscribed") | null;
                listName?: string | null;
            };
        };
        /** Import */
        Import: {
            /** Format: uuid */
            id: string;
            fileName: string;
            /** @enum {string} */
            state: "uploaded" | "checking" | "checked" | "running" | "completed" | "canceled" | "failed";
            totalRows: number | null;
            processedRows: number;
            createdContacts: number;
            updatedContacts: number;
            /** @description known contacts that have all of the row already */
            unchangedContacts: number;
            /** @description rows about a contact of an earlier row; the later row wins */
            repeatedRows: number;
            /** @description passed over because of the mode */
            skippedRows: number;
            failedRows: number;
            /** @description how much of the file is read, 0 to 1 */
            progress: number;
            rowsPerSecond: number | null;
            secondsLeft: number | null;
            mapping: {
                [key: string]: components["schemas"]["ImportColumn"];
            } | null;
            options: {
                /** @description for phone numbers without a country code */
                defaultCountry?: string;
                /** @enum {string} */
                findBy?: "auto" | "external_id" | "phone" | "email" | "alias";
                /** @enum {string} */
                mode?: "upsert" | "update" | "create";
                /** @enum {string} */
                emptyCells?: "keep" | "clear";
                subscriptionGroupId?: string | null;
                subscriptionState?: ("subscribed" | "unsubscribed") | null;
                listName?: string | null;
            };
            dryRun: {
                processedRows: number;
                createdContacts: number;
                updatedContacts: number;
                /** @description known contacts that have all of the row already */
                unchangedContacts: number;
                /** @description rows about a contact of an earlier row; the later row wins */
                repeatedRows: number;
                /** @description passed over because of the mode */
                skippedRows: number;
                failedRows: number;
            } | null;
            errorCode: string | null;
            errorParams: {
                [key: string]: string | number;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            createdBy: string | null;
            createdByName: string | null;
        };
        /** ImportPreview */
        ImportPreview: {
            headers: string[];
            rows: string[][];
            delimiter: string;
            suggestedMapping: {
                [key: string]: components["schemas"]["ImportColumn"];
            };
            suggestedFrom: {
                /** Format: uuid */
                id: string;
                fileName: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                createdAt: string;
                options: {
                    /** @description for phone numbers without a country code */
                    defaultCountry?: string;
                    /** @enum {string} */
                    findBy?: "auto" | "external_id" | "phone" | "email" | "alias";
                    /** @enum {string} */
                    mode?: "upsert" | "update" | "create";
                    /** @enum {string} */
                    emptyCells?: "keep" | "clear";
                    subscriptionGroupId?: string | null;
                    subscriptionState?: ("subscribed" | "unsubscribed") | null;
                    listName?: string | null;
                };
            } | null;
        };
        /** NewImport */
        NewImport: {
            /** Format: uuid */
            id: string;
            fileName: string;
            /** @enum {string} */
            state: "uploaded" | "checking" | "checked" | "running" | "completed" | "canceled" | "failed";
            totalRows: number | null;
            processedRows: number;
            createdContacts: number;
            updatedContacts: number;
            /** @description known contacts that have all of the row already */
            unchangedContacts: number;
            /** @description rows about a contact of an earlier row; the later row wins */
            repeatedRows: number;
            /** @description passed over because of the mode */
            skippedRows: number;
            failedRows: number;
            /** @description how much of the file is read, 0 to 1 */
            progress: number;
            rowsPerSecond: number | null;
            secondsLeft: number | null;
            mapping: {
                [key: string]: components["schemas"]["ImportColumn"];
            } | null;
            options: {
                /** @description for phone numbers without a country code */
                defaultCountry?: string;
                /** @enum {string} */
                findBy?: "auto" | "external_id" | "phone" | "email" | "alias";
                /** @enum {string} */
                mode?: "upsert" | "update" | "create";
                /** @enum {string} */
                emptyCells?: "keep" | "clear";
                subscriptionGroupId?: string | null;
                subscriptionState?: ("subscribed" | "unsubscribed") | null;
                listName?: string | null;
            };
            dryRun: {
                processedRows: number;
                createdContacts: number;
                updatedContacts: number;
                /** @description known contacts that have all of the row already */
                unchangedContacts: number;
                /** @description rows about a contact of an earlier row; the later row wins */
                repeatedRows: number;
                /** @description passed over because of the mode */
                skippedRows: number;
                failedRows: number;
            } | null;
            errorCode: string | null;
            errorParams: {
                [key: string]: string | number;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            createdBy: string | null;
            createdByName: string | null;
            preview: components["schemas"]["ImportPreview"];
        };
        /** ImportRowError */
        ImportRowError: {
            /** @description 1 is the first line after the header */
            rowNumber: number;
            columnName: string | null;
            value: string | null;
            /** @description stable; translations go by it */
            code: string;
            params: {
                [key: string]: string | number;
            };
            /** @description English */
            message: string;
        };
        /** ExportColumn */
        ExportColumn: {
            /** @constant */
            kind: "field";
            /** @enum {string} */
            name: "id" | "external_id" | "first_name" | "last_name" | "phone" | "email" | "country" | "home_city" | "language" | "time_zone" | "gender" | "date_of_birth" | "bsuid" | "created_at" | "updated_at";
        } | {
            /** @constant */
            kind: "attribute";
            name: string;
        } | {
            /** @constant */
            kind: "subscription";
            /** Format: uuid */
            subscriptionGroupId: string;
        };
        /** NewContactExport */
        NewContactExport: {
            /** @description the file is called after it */
            name: string;
            /** @description all that is given holds at once; nothing given: every contact */
            source: {
                /** Format: uuid */
                segmentId?: string;
                filter?: components["schemas"]["Filter"];
                q?: string;
                contactIds?: string[];
            };
            columns: components["schemas"]["ExportColumn"][];
        };
        /** ContactExport */
        ContactExport: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            state: "running" | "completed" | "canceled" | "failed" | "expired";
            totalContacts: number | null;
            writtenContacts: number;
            fileBytes: number | null;
            errorCode: string | null;
            createdBy: string | null;
            createdByName: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            finishedAt: string | null;
            expiresAt: string | null;
        };
        /** Home */
        Home: {
            checklist: {
                /** @description connect, contacts, segment, campaign, inbound or api_key */
                key: string;
                done: boolean;
                count: number;
            }[];
            totals: {
                contacts: number;
                subscribed: number;
                sends30d: number;
                delivered30d: number;
                read30d: number;
                replies30d: number;
            };
            series: {
                /** @description YYYY-MM-DD in the workspace's time zone */
                day: string;
                accepted: number;
                delivered: number;
                read: number;
                failed: number;
                replied: number;
            }[];
            recentCampaigns: components["schemas"]["CampaignListItem"][];
            warnings: {
                code: string;
                params: {
                    [key: string]: string | number;
                };
                link: string | null;
            }[];
        };
        /** Connection */
        Connection: {
            /** Format: uuid */
            id: string;
            provider: "infobip" | "meta" | "webhook";
            state: "ready" | "failing" | "disconnected";
            stateReason: string | null;
            baseUrl: string;
            accountId: string | null;
            accountName: string | null;
            keyName: string | null;
            keyExpiresAt: string | null;
            allowedIps: string[];
            scopes: {
                name: string;
                granted: boolean;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
        };
        /** SubscriptionGroup */
        SubscriptionGroup: {
            /** Format: uuid */
            id: string;
            /** @description E.164 */
            phone: string;
            displayName: string;
            quality: string;
            messagingLimit: string | null;
            status: string;
            messagesPerSecond: number;
            archivedAt: string | null;
            archivedReason: ("archived" | "disconnected" | "moved") | null;
            qualityAt: string | null;
            pause: {
                /** @enum {string} */
                of: "number" | "connection";
                /** @enum {string} */
                reason: "trouble" | "person";
                code: string | null;
                text: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                since: string;
                retryAt: string | null;
            } | null;
            /** Format: uuid */
            connectionId: string;
            templates: {
                approved: number;
                total: number;
            };
            subscribed: number;
            wabaId: string;
            groupName: string;
            provider: string;
        };
        /** WhatsAppBusinessGroup */
        WhatsAppBusinessGroup: {
            /** Format: uuid */
            id: string;
            wabaId: string;
            name: string;
            /** Format: uuid */
            connectionId: string;
            provider: string;
            accountName: string | null;
            baseUrl: string | null;
            subscriptionGroups: components["schemas"]["SubscriptionGroup"][];
        };
        /** WhatsAppIntegration */
        WhatsAppIntegration: {
            connections: components["schemas"]["Connection"][];
            groups: components["schemas"]["WhatsAppBusinessGroup"][];
            archived: components["schemas"]["SubscriptionGroup"][];
            signup: {
                configured: boolean;
                missing: string[];
                sdkUrl: string;
                appId: string | null;
                configId: string | null;
                solutionId: string | null;
                graphVersion: string;
                allowedOrigins: string[];
            };
            hints: {
                infobipPortalUrl: string | null;
            };
        };
        /** Signup */
        Signup: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "embedded_signup" | "link";
            /** @enum {string} */
            startingPoint: "new" | "native" | "other_provider";
            /** Format: uuid */
            connectionId: string;
            provider: string;
            /** @enum {string} */
            state: "running" | "waiting" | "completed" | "failed" | "canceled";
            steps: {
                name: string;
                /** @enum {string} */
                state: "pending" | "running" | "waiting" | "done" | "failed";
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC
                 */
                at?: string;
                errorCode?: string;
                error?: string;
                params?: {
                    [key: string]: string | number;
                };
            }[];
            errorCode: string | null;
            error: string | null;
            question: {
                /** @enum {string} */
                kind: "verification_code" | "pin";
                /** @enum {string} */
                method?: "sms" | "voice";
                errorCode?: string;
            } | null;
            wabaId: string | null;
            phone: string | null;
            displayName: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            finishedAt: string | null;
            groupId: string | null;
            subscriptionGroupId: string | null;
        };
        /** AccountSender */
        AccountSender: {
            /** @description E.164 */
            phone: string;
            displayName: string | null;
            wabaId: string | null;
            phoneNumberId: string | null;
            quality: string;
            status: string;
            /** @enum {string} */
            state: "linkable" | "archived_here" | "linked_here" | "in_other_workspace" | "over_limit" | "not_usable";
        };
        /** MigrationCheck */
        MigrationCheck: {
            /** @enum {string} */
            name: "pin_disabled" | "name_approved" | "number_in_order" | "number_migratable" | "source_approved" | "business_verified" | "source_payment" | "destination_new" | "destination_approved" | "destination_payment" | "app_subscribed" | "same_business" | "waba_id_right";
            /** @enum {string} */
            state: "ok" | "not_ok" | "confirm" | "later";
            found: string | null;
        };
        /** LeavingConsequences */
        LeavingConsequences: {
            phones: string[];
            pendingSends: number;
            subscribed: number;
            campaigns: {
                /** Format: uuid */
                id: string;
                name: string;
                state: string;
            }[];
        };
        /** MessagePreview */
        MessagePreview: {
            rendered: components["schemas"]["RenderedMessage"];
            contact: {
                /** Format: uuid */
                id: string;
                name: string | null;
            } | null;
            problems: {
                /** @description stable; translations go by it */
                code: string;
                /** @description the variable's key, or the path in `message` */
                field: string;
                message: string;
                line?: number;
                column?: number;
                /** @description of liquid_invalid: syntax, unknown_attribute, unknown_filter … */
                problem?: string;
            }[];
        };
        /** Notice */
        Notice: {
            /** Format: uuid */
            id: string;
            kind: "key_expiring" | "key_failing" | "balance_low" | "out_of_credit" | "foreign_traffic" | "inbound_elsewhere" | "webhooks_missing" | "number_restricted" | "number_paused" | "quality_low" | "template_stopped";
            step: string;
            severity: "info" | "warning" | "critical";
            params: {
                [key: string]: string | number | boolean | null;
            };
            count: number;
            /** @description id of the connection, subscription group or template */
            subject: string;
            about: string | null;
            /** @description a path of the dashboard inside the workspace */
            link: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            lastSeenAt: string;
            resolvedAt: string | null;
            dismissedAt: string | null;
        };
        /** NoticeList */
        NoticeList: {
            items: components["schemas"]["Notice"][];
            nextCursor: string | null;
            /** @description how many are open in all */
            open: number;
            /** @description how many of the open ones are critical */
            critical: number;
        };
        /** NoticeSettings */
        NoticeSettings: {
            emailEnabled: boolean;
            /** @description empty: the owners and admins */
            emails: string[];
            webhookUrl: string | null;
            language: "en" | "pt-BR" | "es";
            /** @description the operator has set PONTE_SMTP_URL */
            mailConfigured: boolean;
            email: {
                lastSentAt: string | null;
                error: string | null;
            };
            webhook: {
                lastSentAt: string | null;
                error: string | null;
            };
            webhookSecret: string | null;
        };
        /** OptInCounts */
        OptInCounts: {
            /** @description scans of the counted address, or views of the form */
            seen: number;
            /** @description messages with the link's text, or forms sent */
            asked: number;
            /** @description people who were not subscribed before */
            subscribed: number;
            /** @description of the last 30 days; days without anything are left out */
            days: {
                /** @description UTC */
                day: string;
                /** @description scans of the counted address, or views of the form */
                seen: number;
                /** @description messages with the link's text, or forms sent */
                asked: number;
                /** @description people who were not subscribed before */
                subscribed: number;
            }[];
        };
        /** OptInLink */
        OptInLink: {
            name: string;
            /** @description prefilled, without the code at its end */
            text: string;
            attribute: {
                name: string;
                value: string;
            } | null;
            note: string;
            /** @description Liquid allowed; empty: no answer */
            thankYou: string;
            /** @description the QR code leads through our own address, which counts */
            countScans: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            subscriptionGroupId: string;
            phone: string;
            displayName: string;
            code: string;
            /** @description with the code */
            prefilledText: string;
            /** @description opens WhatsApp with the text */
            whatsAppUrl: string;
            /** @description what the QR code holds: the counted address, or the same as whatsAppUrl */
            url: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            archivedAt: string | null;
            counts: components["schemas"]["OptInCounts"];
        };
        /** OptInFormSettings */
        OptInFormSettings: {
            /** @description by language: pt, en, es */
            texts: {
                [key: string]: {
                    title: string;
                    intro: string;
                    consent: string;
                    message: string;
                    done: string;
                    thankYou: string;
                };
            };
            defaultLanguage: "pt" | "en" | "es";
            fields: {
                kind: "phone" | "firstName" | "lastName" | "email" | "attribute";
                required: boolean;
                attribute?: string;
                label?: {
                    [key: string]: string;
                };
            }[];
            /** @description #rrggbb */
            accent: string;
            theme: "auto" | "light" | "dark";
            origins: string[];
            redirectUrl: string;
            templateId: string | null;
            variables: {
                [key: string]: string;
            };
            yesButton: number | null;
            templatesPerDay: number;
            expiryDays: number;
        };
        /** OptInForm */
        OptInForm: {
            name: string;
            /** Format: uuid */
            subscriptionGroupId: string;
            way: "person_writes" | "we_write";
            settings: components["schemas"]["OptInFormSettings"];
            /** Format: uuid */
            id: string;
            phone: string;
            displayName: string;
            /** @description the form as a page of its own; with .js at its end, the script for other sites */
            url: string;
            consentVersion: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            archivedAt: string | null;
            counts: components["schemas"]["OptInCounts"];
        };
        /** SubscriptionWords */
        SubscriptionWords: {
            leaving: string[];
            returning: string[];
            /** @description Liquid allowed; empty: no answer */
            leavingReply: string;
            returningReply: string;
            /** @description ISO 639-1 */
            language: string;
            /** @description false: what is built in */
            changed: boolean;
        };
        /**
         * Filter
         * @description A tree: {kind: and|or, children}, {kind: not, child}, or a leaf of kind attribute, event, event_time, purchase, subscription, message, last_message, window, phone, age, random_bucket, import, segment.
         */
        Filter: {
            /** @enum {string} */
            kind: "and" | "or" | "not" | "attribute" | "event" | "event_time" | "purchase" | "subscription" | "message" | "last_message" | "window" | "phone" | "age" | "random_bucket" | "import" | "segment";
        } & {
            [key: string]: unknown;
        };
        /** Segment */
        Segment: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string;
            filter: components["schemas"]["Filter"];
            /** @description labels: at most 25, of up to 100 characters */
            tags: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updatedAt: string;
        };
        /** SegmentListItem */
        SegmentListItem: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string;
            filter: components["schemas"]["Filter"];
            /** @description labels: at most 25, of up to 100 characters */
            tags: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            updatedAt: string;
            size: number | null;
            countedAt: string | null;
            usedBy: {
                campaigns: number;
                segments: number;
            };
        };
        /** SegmentCount */
        SegmentCount: {
            count: number;
            /** @description false: an estimate from a sample */
            exact: boolean;
            /** @description of the interval that holds the true number in 99 of 100 cases */
            low: number;
            high: number;
            /** @description neither a phone number nor a business-scoped user id */
            noPhone: number;
            /** @description with reach: one per active number of the workspace */
            numbers: {
                /** Format: uuid */
                subscriptionGroupId: string;
                /** @description contacts who would get a message, one per phone number */
                reachable: number;
                /** @description false: an estimate from a sample */
                exact: boolean;
                /** @description of the interval that holds the true number in 99 of 100 cases */
                low: number;
                high: number;
            }[];
            /** @description contacts of the workspace; an estimate above 10,000 */
            total: number;
            totalIsEstimate: boolean;
            /** @description the newest of those counted, at most five */
            sample: components["schemas"]["ContactListItem"][];
            tookMs: number;
        };
        /** SegmentPreview */
        SegmentPreview: {
            count: number;
            /** @description false: an estimate from a sample */
            exact: boolean;
            /** @description of the interval that holds the true number in 99 of 100 cases */
            low: number;
            high: number;
            /** @description neither a phone number nor a business-scoped user id */
            noPhone: number;
            /** @description with reach: one per active number of the workspace */
            numbers: {
                /** Format: uuid */
                subscriptionGroupId: string;
                /** @description contacts who would get a message, one per phone number */
                reachable: number;
                /** @description false: an estimate from a sample */
                exact: boolean;
                /** @description of the interval that holds the true number in 99 of 100 cases */
                low: number;
                high: number;
            }[];
            /** @description contacts of the workspace; an estimate above 10,000 */
            total: number;
            totalIsEstimate: boolean;
            /** @description the newest of those counted, at most five */
            sample: components["schemas"]["ContactListItem"][];
            tookMs: number;
            /** @description with subscriptionGroupId: of this number */
            reachable?: number;
        };
        /** SegmentUsage */
        SegmentUsage: {
            campaigns: {
                /** Format: uuid */
                id: string;
                name: string;
                state: string;
            }[];
            segments: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            lastExportAt: string | null;
        };
        /** SegmentSize */
        SegmentSize: {
            /**
             * Format: date
             * @description in the workspace's time zone
             */
            day: string;
            size: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            countedAt: string;
        };
        /** SegmentChange */
        SegmentChange: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            actorName: string | null;
            action: string;
            fields: string[];
        };
        /** KnownTag */
        KnownTag: {
            name: string;
            campaigns: number;
            segments: number;
        };
        /** Settings */
        Settings: {
            name: string;
            timeZone: string;
            defaultCountry: string;
            /** @description What becomes of a message of which nobody knows whether it left, on a provider that cannot tell a repeated one */
            unconfirmedSends: "fail" | "resend";
        };
        /** ApiKey */
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            prefix: string;
            permissions: string[];
            allowedIps: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            lastUsedAt: string | null;
        };
        /** CreatedApiKey */
        CreatedApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            prefix: string;
            permissions: string[];
            allowedIps: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            createdAt: string;
            lastUsedAt: string | null;
            /** @description shown this once */
            key: string;
        };
        /** AuditEntry */
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
            actor: string;
            actorName: string | null;
            action: string;
            subject: string;
            details: unknown;
        };
        /** SubscriptionHistoryEntry */
        SubscriptionHistoryEntry: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            subscriptionGroupId: string;
            displayName: string;
            /** @description of our number, E.164 */
            phone: string;
            /** @description subscribed or unsubscribed */
            state: string;
            /** @description api, import, profile, inbound, opt_in_link, opt_in_form, journey, provider, merge or seed */
            source: string;
            actor: string | null;
            actorName: string | null;
            /** @description word; linkId, linkName; formId, formName, consentVersion, consentText, consentLanguage, page, requestedAt; messageId; importId */
            detail: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC
             */
            at: string;
        };
        /** SuggestedKey */
        SuggestedKey: {
            /** @description keys that lead into the object */
            path: string[];
            type: "string" | "number" | "boolean" | "date" | "array" | "object_array";
        };
        /** SuggestedProperty */
        SuggestedProperty: {
            name: string;
            type: "string" | "number" | "boolean" | "date" | "array" | "object_array";
        };
        /** SuggestedVariant */
        SuggestedVariant: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** SeenError */
        SeenError: {
            /** @description as messages carry it */
            code: string;
            /** @description messages of the newest 200 dispatches that failed with it */
            count: number;
            /** @description English; the dashboard translates by code */
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
