/**
 * The example that Meta's page on webhooks for WhatsApp Business Accounts shows, in the array in which that page has it.
 * It is the first webhook that a new stack receives.
 */
export const exampleWebhook = Buffer.from(
  JSON.stringify(
    [
      {
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '0',
            time: 1_602_782_939,
            changes: [
              {
                field: 'phone_number_name_update',
                value: {
                  display_phone_number: '16505551111',
                  decision: 'APPROVED',
                  requested_verified_name: 'WhatsApp',
                  rejection_reason: null,
                },
              },
            ],
          },
        ],
      },
    ],
    null,
    2,
  ),
)
